package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.recontact.testcontrol.ControlledService.ContactCenters;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;

@TestControlTest
class InstanceStateTests {

    private final TestControls controls;
    private final Service.Calls calls;
    private final RawCalls raw;
    private final ContactCenters centers;
    private final JdbcClient jdbc;

    InstanceStateTests(
            TestControls controls, Service.Calls calls, RawCalls raw, ContactCenters centers, JdbcClient jdbc) {
        this.controls = controls;
        this.calls = calls;
        this.raw = raw;
        this.centers = centers;
        this.jdbc = jdbc;
    }

    @Test
    void countsWhatLivesAndSaysWhatIsDue() {
        var tenant = calls.newTenant();
        tenant.startAndStop();
        var chat = tenant.start(_ -> {});
        try (var _ = calls.customerOf(chat).subscribe()) {
            var state = controls.call("GET", "/instances/" + tenant.instance(), "");

            assertThat(TestControls.item(state, "Contacts").path("Number").asLong())
                    .isEqualTo(2);
            assertThat(TestControls.item(state, "LiveContacts").path("Number").asLong())
                    .isOne();
            assertThat(Instant.parse(TestControls.item(state, "LiveContacts")
                            .path("NextDue")
                            .asString()))
                    .isAfter(tenant.describe(chat.contactId()).initiationTimestamp());
            assertThat(TestControls.item(state, "WebSockets").path("Number").asLong())
                    .isOne();
        }
    }

    @Test
    void listsAllInstances() {
        var tenants = ConcurrentCalls.run(
                        8, _ -> Stream.generate(calls::newTenant).limit(13).toList())
                .stream()
                .flatMap(List::stream)
                .toList();
        tenants.getFirst().start();
        var states = new HashMap<String, JsonNode>();
        var token = "";
        do {
            var page = controls.call("GET", "/instances?nextToken=" + token, "");
            page.path("Instances")
                    .forEach(item -> states.put(item.path("InstanceId").asString(), item));
            token = page.path("NextToken").asString("");
        } while (!token.isEmpty());

        assertThat(states.keySet())
                .containsAll(tenants.stream().map(Service.Tenant::instance).toList());
        var first = tenants.getFirst().instance();
        var state = Objects.requireNonNull(states.get(first));
        assertThat(state).isEqualTo(controls.call("GET", "/instances/" + first, ""));
        assertThat(TestControls.item(state, "Contacts").path("Number").asLong()).isOne();
        assertThat(state.path("InstanceAlias").asString()).isNotEmpty();
    }

    @Test
    void aResetLeavesTheConfigurationOnly() {
        var center = centers.open();
        var tenant = center.tenant();
        var agent = center.hire();
        agent.available();
        var queued = center.waitingChat();
        await().untilAsserted(() -> assertThat(agent.offers()).contains(queued.contact()));
        agent.accept(queued.contact());
        queued.customer().say("Hello");
        var again = tenant.start(request -> request.clientToken("again")).contactId();
        var bystander = calls.newTenant();
        var kept = bystander.start();

        try (var socket = queued.customer().subscribe()) {
            var state = controls.call("POST", "/instances/%s/reset".formatted(tenant.instance()), "");

            assertThat(state.path("State").valueStream())
                    .isNotEmpty()
                    .filteredOn(item -> !item.path("Name").asString().equals("WebSockets"))
                    .allSatisfy(item -> assertThat(item.path("Number").asLong())
                            .as(item.path("Name").asString())
                            .isZero());
            socket.awaitClosed();
        }
        await().untilAsserted(() ->
                assertThat(controls.count(tenant.instance(), "WebSockets")).isZero());
        assertThatThrownBy(() -> tenant.describe(queued.contact())).isInstanceOf(ResourceNotFoundException.class);
        assertThat(jdbc.sql("select count(*) from transcript_item where session_id = :session")
                        .param("session", UUID.fromString(queued.contact()))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(bystander.describe(kept).id()).isEqualTo(kept);
        // The configuration is there, and everything works as at the beginning.
        assertThat(tenant.start(request -> request.clientToken("again")).contactId())
                .isNotEqualTo(again);
        agent.available();
        var next = center.waitingChat();
        await().untilAsserted(() -> assertThat(agent.offers()).contains(next.contact()));
    }

    @Test
    void chatsThatStartDuringAResetAreDeletedOrStartAfterIt() {
        var tenant = calls.newTenant();

        ConcurrentCalls.run(5, racer -> {
            for (int i = 0; i < 20; i++) {
                if (racer == 0) {
                    var state = controls.call("POST", "/instances/%s/reset".formatted(tenant.instance()), "");
                    assertThat(TestControls.item(state, "Contacts")
                                    .path("Number")
                                    .asLong())
                            .isZero();
                } else {
                    tenant.start();
                }
            }
            return racer;
        });

        assertThat(quotaTaken(tenant)).isEqualTo(controls.count(tenant.instance(), "LiveContacts"));
        controls.call("POST", "/instances/%s/reset".formatted(tenant.instance()), "");
        assertThat(quotaTaken(tenant)).isZero();
    }

    private long quotaTaken(Service.Tenant tenant) {
        return jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    @Test
    void aLegalHoldForbidsAReset() {
        var tenant = calls.newTenant();
        var contact = tenant.startAndStop();
        var live = tenant.start();
        assertThat(raw.post("/admin/v1/instances/%s/legal-holds".formatted(tenant.instance()), """
                        {"ContactId": "%s", "Reason": "A case"}""".formatted(contact))
                        .statusCode())
                .isEqualTo(200);

        var answer = controls.send("POST", "/instances/%s/reset".formatted(tenant.instance()), "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Instance %s has a legal hold".formatted(tenant.instance()));
        assertThat(tenant.describe(contact).id()).isEqualTo(contact);
        assertThat(tenant.describe(live).disconnectTimestamp()).isNull();
        calls.connect().deleteInstance(request -> request.instanceId(tenant.instance()));
    }

    @Test
    void refusesUnknownInstances() {
        var unknown = UUID.randomUUID();

        assertThat(controls.send("GET", "/instances/" + unknown, "").body())
                .contains("Instance %s does not exist".formatted(unknown));
        assertThat(controls.send("POST", "/instances/%s/reset".formatted(unknown), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(controls.send("GET", "/instances/mine", "").body()).contains("InstanceId is not a UUID");
        assertThat(controls.send("GET", "/instances?nextToken=mine", "").body())
                .contains("NextToken was not issued by this operation");
        assertThat(controls.send("POST", "/instances/%s/reset?directory=perhaps".formatted(unknown), "")
                        .statusCode())
                .isEqualTo(400);
    }
}
