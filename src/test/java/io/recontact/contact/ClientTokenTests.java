package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Repeats of StartChatContact with one ClientToken. */
@ServiceTest
class ClientTokenTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final ClientTokenService tokens;
    private final String token = UUID.randomUUID().toString();

    ClientTokenTests(
            Service.Calls calls, RawCalls raw, JdbcClient jdbc, MutableClock clock, ClientTokenService tokens) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
        this.clock = clock;
        this.tokens = tokens;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void answersARepeatLikeTheFirst() {
        var first = tenant.start(chat -> chat.clientToken(token));

        var repeat = tenant.start(chat -> chat.clientToken(token));

        assertThat(repeat.contactId()).isEqualTo(first.contactId());
        assertThat(repeat.participantId()).isEqualTo(first.participantId());
        assertThat(repeat.participantToken()).isEqualTo(first.participantToken());
        assertThat(contacts()).isOne();
    }

    @Test
    void answersTheRepeatOfAPersistentChat() {
        var source = tenant.startAndStop();
        var first = tenant.start(chat -> chat.clientToken(token)
                .persistentChat(p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(source)));

        var repeat = tenant.start(chat -> chat.clientToken(token)
                .persistentChat(p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(source)));

        assertThat(repeat.contactId()).isEqualTo(first.contactId());
        assertThat(repeat.continuedFromContactId()).isEqualTo(source);
    }

    @Test
    void ignoresTheOrderOfMaps() {
        var oneWay = new LinkedHashMap<String, String>();
        oneWay.put("a", "1");
        oneWay.put("b", "2");
        var theOther = new LinkedHashMap<String, String>();
        theOther.put("b", "2");
        theOther.put("a", "1");

        var first = tenant.start(chat -> chat.clientToken(token).attributes(oneWay));
        var repeat = tenant.start(chat -> chat.clientToken(token).attributes(theOther));

        assertThat(repeat.contactId()).isEqualTo(first.contactId());
    }

    @Test
    void refusesTheTokenWithAnotherInput() {
        tenant.start(chat -> chat.clientToken(token));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        tenant.start(chat -> chat.clientToken(token).participantDetails(p -> p.displayName("Grace"))))
                .withMessageContaining("ClientToken");
        assertThat(contacts()).isOne();
    }

    @Test
    void doesNotRememberFailures() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat ->
                        chat.clientToken(token).contactFlowId(UUID.randomUUID().toString())));

        assertThat(tenant.start(chat -> chat.clientToken(token)).contactId()).isNotNull();
    }

    @Test
    void answersARepeatAlthoughItsChatHasEndedAndItsFlowCannotStartAnother() {
        var first = tenant.start(chat -> chat.clientToken(token));
        tenant.stop(first.contactId());
        jdbc.sql("update contact_flow set publication_id = null where id = :id")
                .param("id", UUID.fromString(tenant.flow()))
                .update();

        assertThat(tenant.start(chat -> chat.clientToken(token)).contactId()).isEqualTo(first.contactId());
    }

    @Test
    void separatesTokensOfInstances() {
        var first = tenant.start(chat -> chat.clientToken(token));

        var elsewhere = calls.newTenant().start(chat -> chat.clientToken(token));

        assertThat(elsewhere.contactId()).isNotEqualTo(first.contactId());
    }

    @Test
    void isCaseSensitive() {
        var lower = tenant.start(chat -> chat.clientToken("abc-" + token));
        var upper = tenant.start(chat -> chat.clientToken("ABC-" + token));

        assertThat(upper.contactId()).isNotEqualTo(lower.contactId());
    }

    @Test
    void forgetsATokenAfterSevenDaysWhetherOrNotItsRowIsGone() {
        var first = tenant.start(chat -> chat.clientToken(token));

        clock.advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(tenant.start(chat -> chat.clientToken(token)).contactId()).isEqualTo(first.contactId());
        clock.advance(Duration.ofMinutes(2));
        var anew = tenant.start(chat -> chat.clientToken(token));

        assertThat(anew.contactId()).isNotEqualTo(first.contactId());
        assertThat(tenant.start(chat -> chat.clientToken(token)).contactId()).isEqualTo(anew.contactId());
    }

    @Test
    void deletesTheRowsOfExpiredTokens() {
        tenant.start(chat -> chat.clientToken(token));
        clock.advance(Duration.ofDays(7).plusMinutes(1));

        while (tokens.forget(100) > 0) {
            // until none is left
        }

        assertThat(jdbc.sql("select count(*) from client_token where token = :token")
                        .param("token", token)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** The SDK generates a token if there is none; other clients do not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /contact/chat     | "ParticipantDetails": {"DisplayName": "Ada"}, "ContactFlowId": "{flow}"
            /contact/task     | "Name": "Call back", "ContactFlowId": "{flow}"
            /contact/create-participant | "ContactId": "{contact}", "ParticipantDetails": {"ParticipantRole": "AGENT", "DisplayName": "Bob"}
            """)
    void storesNothingWithoutAToken(String path, String members) {
        var body = "{\"InstanceId\": \"%s\", %s}"
                .formatted(
                        tenant.instance(),
                        members.replace("{flow}", tenant.flow()).replace("{contact}", tenant.start()));
        var before = rows();

        var first = send(path, body);
        var second = send(path, body);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(second.body()).as("no repeat").isNotEqualTo(first.body());
        assertThat(rows()).isEqualTo(before);
    }

    private HttpResponse<String> send(String path, String body) {
        return path.endsWith("participant") ? raw.post(path, body) : raw.put(path, body);
    }

    private long rows() {
        return jdbc.sql("select count(*) from client_token where scope = :instance")
                .param("instance", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    @Test
    void givesConcurrentDuplicatesOneAnswer() {
        var answers = ConcurrentCalls.run(40, _ -> tenant.start(chat -> chat.clientToken(token)));

        assertThat(new HashSet<>(answers.stream()
                        .map(StartChatContactResponse::contactId)
                        .toList()))
                .hasSize(1);
        assertThat(new HashSet<>(answers.stream()
                        .map(StartChatContactResponse::participantToken)
                        .toList()))
                .hasSize(1);
        assertThat(contacts()).isOne();
        assertThat(jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void acceptsTheTokenOfOneOfConcurrentDifferentRequests() {
        var outcomes = ConcurrentCalls.run(20, i -> {
            try {
                return tenant.start(chat -> chat.clientToken(token).attributes(Map.of("number", "" + i)))
                        .contactId();
            } catch (InvalidRequestException _) {
                return ""; // the token went to another
            }
        });

        assertThat(outcomes.stream().filter(id -> !id.isEmpty())).hasSize(1);
        assertThat(contacts()).isOne();
    }

    @Test
    void startsAChatForEachRequestWithoutAToken() {
        // The SDK generates absent tokens, so this test sends an empty one.
        var first = tenant.start(chat -> chat.clientToken(""));
        var second = tenant.start(chat -> chat.clientToken(""));

        assertThat(second.contactId()).isNotEqualTo(first.contactId());
    }

    @Test
    void repeatsTheCreationOfAnInstance() {
        var alias = "a" + token.replace("-", "");
        var ids = ConcurrentCalls.run(
                5,
                _ -> tenant.connect()
                        .createInstance(r -> r.clientToken(token)
                                .identityManagementType("SAML")
                                .instanceAlias(alias)
                                .inboundCallsEnabled(true)
                                .outboundCallsEnabled(true))
                        .id());

        assertThat(new HashSet<>(ids)).hasSize(1);
    }

    @Test
    void repeatsTheDeletionOfAnInstance() {
        // The SDK of these tests is older than the ClientToken of DeleteInstance.
        var path = "/instance/%s?clientToken=%s".formatted(tenant.instance(), token);
        assertThat(raw.send("DELETE", path, new byte[0]).statusCode()).isEqualTo(200);
        assertThat(raw.send("DELETE", path, new byte[0]).statusCode()).isEqualTo(200);

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.connect().deleteInstance(r -> r.instanceId(tenant.instance())));
    }

    private long contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }
}
