package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasures and legal holds in the admin API. */
@ServiceTest
class ErasureTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();

    ErasureTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
    }

    private String chat(@Nullable String customerId, boolean isEnded) {
        var chat = tenant.start(request -> request.customerId(customerId));
        calls.customerOf(chat).say("My name is Ada");
        if (isEnded) {
            tenant.stop(chat.contactId());
        }
        return chat.contactId();
    }

    private HttpResponse<String> post(String path, Map<String, ?> request) {
        return raw.post(
                "/admin/v1/instances/%s/%s".formatted(tenant.instance(), path), json.writeValueAsString(request));
    }

    private JsonNode posted(String path, Map<String, ?> request) {
        var answer = post(path, request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode list(String path) {
        var answer = raw.get("/admin/v1/instances/%s/%s".formatted(tenant.instance(), path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private int rows(String table, String column, String id) {
        return jdbc.sql("select count(*) from %s where %s = :id".formatted(table, column))
                .param("id", UUID.fromString(id))
                .query(Integer.class)
                .single();
    }

    private boolean isStored(String contact) {
        return rows("contact", "id", contact) > 0;
    }

    @Test
    void erasesASession() {
        var contact = chat(null, true);
        var other = chat(null, true);

        var record = posted("erasures", Map.of("ContactId", contact, "Reason", "Request 4711"));

        assertThat(isStored(contact)).isFalse();
        assertThat(rows("chat_session", "id", contact)).isZero();
        assertThat(rows("participant", "session_id", contact)).isZero();
        assertThat(rows("transcript_item", "session_id", contact)).isZero();
        assertThat(rows("contact_metric", "contact_id", contact)).isZero();
        assertThat(isStored(other)).isTrue();
        assertThat(record.path("ContactId").asString()).isEqualTo(contact);
        assertThat(record.path("RequestedBy").asString()).isEqualTo(Service.KEY_ID);
        assertThat(record.path("DeletedRows").path("contact").asInt()).isOne();
        assertThat(record.path("DeletedRows").path("transcript_item").asInt()).isPositive();
        assertThat(record.has("EndedTimestamp")).isTrue();
        assertThat(list("erasures").path("Erasures")).containsExactly(record);
        assertThat(post("erasures", Map.of("ContactId", contact, "Reason", "Again"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void erasesACustomerExceptForLiveAndHeldChats() {
        var customer = "customer " + UUID.randomUUID();
        var gone = List.of(chat(customer, true), chat(customer, true), chat(customer, true));
        var live = chat(customer, false);
        var held = chat(customer, true);
        var other = chat("somebody else", true);
        posted("legal-holds", Map.of("ContactId", held, "Reason", "Case 12"));

        var record = posted("erasures", Map.of("CustomerId", customer, "Reason", "Request 4712"));

        assertThat(gone).noneMatch(this::isStored);
        assertThat(List.of(live, held, other)).allMatch(this::isStored);
        assertThat(record.path("DeletedRows").path("contact").asInt()).isEqualTo(3);
        assertThat(record.path("RemainingSessions").asInt()).isEqualTo(2);
        assertThat(record.toString()).doesNotContain(customer);
        assertThat(jdbc.sql("select erasure::text from erasure where instance_id = :instance")
                        .param("instance", UUID.fromString(tenant.instance()))
                        .query(String.class)
                        .list())
                .noneMatch(row -> row.contains(customer));
    }

    @Test
    void leavesLiveAndHeldSessions() {
        var live = chat(null, false);
        var held = chat(null, true);
        var hold = posted("legal-holds", Map.of("ContactId", held, "Reason", "Case 12"));

        assertThat(post("erasures", Map.of("ContactId", live, "Reason", "x")).statusCode())
                .isEqualTo(409);
        assertThat(post("erasures", Map.of("ContactId", held, "Reason", "x")).statusCode())
                .isEqualTo(409);
        assertThat(List.of(live, held)).allMatch(this::isStored);
        assertThat(list("erasures").path("Erasures")).isEmpty();

        var id = hold.path("LegalHoldId").asString();
        var released = posted("legal-holds/%s/release".formatted(id), Map.of("Reason", "Case closed"));
        assertThat(released.path("ReleaseReason").asString()).isEqualTo("Case closed");
        posted("erasures", Map.of("ContactId", held, "Reason", "x"));
        assertThat(isStored(held)).isFalse();
        assertThat(list("legal-holds").path("LegalHolds")).containsExactly(released);
        assertThat(post("legal-holds/%s/release".formatted(id), Map.of("Reason", "Again"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void erasesOnceAmongConcurrentCalls() {
        var contact = chat(null, true);

        var statuses = ConcurrentCalls.run(
                8,
                _ -> post("erasures", Map.of("ContactId", contact, "Reason", "x"))
                        .statusCode());

        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 404 || status == 409);
        assertThat(list("erasures").path("Erasures")).hasSize(1);
    }

    @Test
    void pagesThroughHolds() {
        for (int i = 0; i < 3; i++) {
            posted("legal-holds", Map.of("CustomerId", "c" + i, "Reason", "Case"));
        }

        var first = list("legal-holds?maxResults=2");
        var second = list(
                "legal-holds?maxResults=2&nextToken=" + first.path("NextToken").asString());

        assertThat(first.path("LegalHolds")
                        .valueStream()
                        .map(hold -> hold.path("CustomerId").asString()))
                .containsExactly("c0", "c1");
        assertThat(second.path("LegalHolds")
                        .valueStream()
                        .map(hold -> hold.path("CustomerId").asString()))
                .containsExactly("c2");
        assertThat(second.has("NextToken")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legal-holds", "erasures"})
    void refusesInvalidRequests(String path) {
        var contact = chat(null, true);
        var both = new HashMap<>(Map.of("ContactId", contact, "CustomerId", "c", "Reason", "x"));
        assertThat(post(path, both).statusCode()).isEqualTo(400);
        assertThat(post(path, Map.of("Reason", "x")).statusCode()).isEqualTo(400);
        assertThat(post(path, Map.of("ContactId", contact)).statusCode()).isEqualTo(400);
        assertThat(post(path, Map.of("ContactId", contact, "Reason", " ")).statusCode())
                .isEqualTo(400);
        assertThat(post(path, Map.of("ContactId", contact, "Reason", "x".repeat(1001)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(path, Map.of("ContactId", "nothing", "Reason", "x")).statusCode())
                .isBetween(400, 404);
        assertThat(post(path, Map.of("CustomerId", "a\u0000b", "Reason", "x")).statusCode())
                .isEqualTo(400);
        var answer = post(path, Map.of("ContactId", UUID.randomUUID().toString(), "Reason", "x"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(isStored(contact)).isTrue();
    }

    @Test
    void showsRetention() {
        assertThat(json.readTree(raw.get("/admin/v1/retention/forecast").body()).has("HeldSessions"))
                .isTrue();
        assertThat(json.readTree(
                                raw.get("/admin/v1/retention/runs?maxResults=1").body())
                        .path("Runs")
                        .size())
                .isLessThanOrEqualTo(1);
        assertThat(raw.get("/admin/v1/retention/runs?maxResults=0").statusCode())
                .isEqualTo(400);
    }
}
