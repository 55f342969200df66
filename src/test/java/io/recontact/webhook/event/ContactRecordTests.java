package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.api.InstanceId;
import io.recontact.history.ImportService;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Contact records: one for each contact that is complete, at endpoints that receive records. */
@ServiceTest
class ContactRecordTests {

    private static final EventReceiver ledger = new EventReceiver();

    private final ContactCenter center;
    private final ImportService imports;
    private final MutableClock clock;

    ContactRecordTests(ContactCenter center, ImportService imports, MutableClock clock) {
        this.center = center;
        this.imports = imports;
        this.clock = clock;
    }

    @DynamicPropertySource
    static void endpoint(DynamicPropertyRegistry registry) {
        registry.add("recontact.events.poll-every", () -> "50ms");
        registry.add("recontact.events.endpoints[0].name", () -> "ledger");
        registry.add("recontact.events.endpoints[0].url", ledger::url);
        registry.add("recontact.events.endpoints[0].secret", () -> "a-secret");
        registry.add("recontact.events.endpoints[0].receives", () -> "RECORDS");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static List<JsonNode> of(String contact) {
        return ledger.accepted().stream()
                .map(EventReceiver.Received::event)
                .filter(record -> record.path("ContactId").asString("").equals(contact))
                .toList();
    }

    private static JsonNode await1(String contact) {
        await().until(() -> !of(contact).isEmpty());
        assertThat(of(contact)).hasSize(1);
        return of(contact).getFirst();
    }

    @Test
    void followsTheAfterContactWorkOfTheAgent() {
        var tenant = center.tenant();
        var chat = center.waitingContact();
        tenant.connect()
                .updateContactAttributes(r ->
                        r.instanceId(tenant.instance()).initialContactId(chat).attributes(Map.of("tier", "gold")));
        clock.advance(Duration.ofSeconds(30));
        var agent = center.hire().available();
        agent.acceptNext();
        clock.advance(Duration.ofSeconds(100));
        agent.end(chat);
        clock.advance(Duration.ofSeconds(60));
        assertThat(of(chat)).isEmpty();
        agent.clear(chat);

        var record = await1(chat);

        var described = tenant.describe(chat);
        var arn = "arn:aws:connect:us-east-1:123456789012:instance/" + tenant.instance();
        assertThat(record.path("AWSContactTraceRecordFormatVersion").asString()).isEqualTo("2017-03-10");
        assertThat(record.path("AWSAccountId").asString()).isEqualTo("123456789012");
        assertThat(record.path("InstanceARN").asString()).isEqualTo(arn);
        assertThat(record.at("/Attributes/tier").asString()).isEqualTo("gold");
        assertThat(record.path("Channel").asString()).isEqualTo("CHAT");
        assertThat(record.path("InitiationMethod").asString()).isEqualTo("API");
        assertThat(record.path("DisconnectReason").asString()).isEqualTo("AGENT_DISCONNECT");
        assertThat(Instant.parse(record.path("DisconnectTimestamp").asString()))
                .isEqualTo(described.disconnectTimestamp().truncatedTo(ChronoUnit.SECONDS));
        assertThat(record.at("/Agent/ARN").asString()).isEqualTo(arn + "/agent/" + agent.user());
        assertThat(record.at("/Agent/AgentInteractionDuration").asInt()).isBetween(100, 110);
        assertThat(record.at("/Agent/AfterContactWorkDuration").asInt()).isBetween(60, 70);
        assertThat(record.at("/Agent/RoutingProfile/ARN").asString())
                .isEqualTo(arn + "/routing-profile/" + AgentClient.basicProfile(tenant));
        assertThat(record.at("/Agent/Username").asString()).isNotEmpty();
        assertThat(record.at("/Queue/ARN").asString()).isEqualTo(arn + "/queue/" + center.queue());
        assertThat(record.at("/Queue/Name").asString()).isEqualTo("BasicQueue");
        assertThat(record.at("/Queue/Duration").asInt()).isBetween(30, 40);
        assertThat(record.at("/SegmentAttributes/connect:Subtype/ValueString").asString())
                .isEqualTo("connect:Chat");
        assertThat(record.at("/Tags/aws:connect:instanceId").asString()).isEqualTo(tenant.instance());
        assertThat(record.path("NextContactId").isNull()).isTrue();
        assertThat(record.at("/ChatMetrics/ChatContactMetrics/TotalMessages").isNumber())
                .isTrue();
        var request = ledger.accepted().stream()
                .filter(each -> each.event().path("ContactId").asString("").equals(chat))
                .findFirst()
                .orElseThrow();
        assertThat(request.headers().keySet().stream().map(String::toLowerCase)).contains("x-recontact-signature");
    }

    @Test
    void separatesThePausesOfATaskFromItsInteraction() {
        var tasks = center.tasks();
        var task = tasks.in(center.queue());
        tasks.pause(task);
        clock.advance(Duration.ofSeconds(1000));
        tasks.resume(task);
        var agent = center.hire().available();
        agent.acceptNext();
        clock.advance(Duration.ofSeconds(100));
        tasks.pause(task);
        clock.advance(Duration.ofMinutes(5));
        tasks.resume(task);
        clock.advance(Duration.ofSeconds(20));
        tasks.pause(task);
        clock.advance(Duration.ofSeconds(400));
        center.tenant().stop(task);
        agent.clear(task);

        var record = await1(task);

        assertThat(record.at("/Agent/AgentInteractionDuration").asInt()).isBetween(120, 140);
        assertThat(record.at("/Agent/AgentPauseDuration").asInt()).isBetween(700, 720);
        assertThat(record.path("TotalPauseDurationInSeconds").asInt()).isBetween(1700, 1730);
        var described = center.tenant().describe(task);
        assertThat(described.agentInfo().agentPauseDurationInSeconds()).isBetween(700, 720);
        assertThat(described.totalPauseDurationInSeconds()).isBetween(1700, 1730);
    }

    @Test
    void namesTheHierarchyGroupsThatTheAgentHad() {
        var tenant = center.tenant();
        tenant.connect()
                .updateUserHierarchyStructure(r -> r.instanceId(tenant.instance())
                        .hierarchyStructure(s -> s.levelOne(level -> level.name("Site"))));
        var berlin = tenant.connect()
                .createUserHierarchyGroup(r -> r.instanceId(tenant.instance()).name("Berlin"))
                .hierarchyGroupId();
        var agent = center.hire();
        tenant.connect()
                .updateUserHierarchy(r ->
                        r.instanceId(tenant.instance()).userId(agent.user()).hierarchyGroupId(berlin));
        agent.available();
        var chat = center.waitingContact();
        agent.acceptNext();
        tenant.connect()
                .updateUserHierarchy(r -> r.instanceId(tenant.instance()).userId(agent.user()));
        agent.end(chat);
        agent.clear(chat);

        var groups = await1(chat).at("/Agent/HierarchyGroups");

        assertThat(groups.propertyNames()).containsExactly("Level1");
        assertThat(groups.at("/Level1/ARN").asString()).endsWith("/agent-group/" + berlin);
        assertThat(groups.at("/Level1/GroupName").asString()).isEqualTo("Berlin");
    }

    @Test
    void hasNoAgentForAnAbandonedChat() {
        var chat = center.waitingChat();
        chat.customer().disconnect();

        var record = await1(chat.contact());

        assertThat(record.path("Agent").isNull()).isTrue();
        assertThat(record.path("DisconnectReason").asString()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(record.at("/Queue/ARN").asString()).endsWith(center.queue());
    }

    @Test
    void leadsFromATransferredContactToTheNext() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        agent.transferToQueue(chat, AgentClient.newQueue(center.tenant()));
        agent.clear(chat);

        var record = await1(chat);

        assertThat(record.path("NextContactId").asString()).isNotEmpty();
        assertThat(record.path("DisconnectReason").isNull()).isTrue();
        assertThat(record.path("TransferCompletedTimestamp").isString()).isTrue();
    }

    /** The record has times to the second. */
    @Test
    void comesBackByAnImport() throws IOException {
        var tenant = center.tenant();
        var chat = center.waitingContact();
        var agent = center.hire().available();
        agent.acceptNext();
        agent.end(chat);
        agent.clear(chat);
        var record = await1(chat);
        var before = tenant.describe(chat);
        assertThat(center.raw()
                        .post(
                                "/admin/v1/instances/%s/erasures".formatted(tenant.instance()),
                                "{\"ContactId\": \"%s\", \"Reason\": \"It moves\"}".formatted(chat))
                        .statusCode())
                .isEqualTo(200);

        var report = imports.importLines(
                new InstanceId(UUID.fromString(tenant.instance())),
                new ByteArrayInputStream(record.toString().getBytes(StandardCharsets.UTF_8)),
                _ -> {});

        assertThat(report.refusals()).isEmpty();
        var after = tenant.describe(chat);
        assertThat(after.queueInfo().id()).isEqualTo(before.queueInfo().id());
        assertThat(after.agentInfo().id()).isEqualTo(before.agentInfo().id());
        assertThat(after.chatMetrics()).isEqualTo(before.chatMetrics());
        assertThat(after.disconnectReason()).isEqualTo(before.disconnectReason());
        assertThat(after.segmentAttributes()).isEqualTo(before.segmentAttributes());
        assertThat(after.tags()).isEqualTo(before.tags());
        assertThat(after.initiationTimestamp())
                .isEqualTo(before.initiationTimestamp().truncatedTo(ChronoUnit.SECONDS));
        assertThat(imports.importLines(
                                new InstanceId(UUID.fromString(tenant.instance())),
                                new ByteArrayInputStream(record.toString().getBytes(StandardCharsets.UTF_8)),
                                _ -> {})
                        .skipped())
                .isOne();
    }
}
