package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.retention.Retention;
import io.recontact.testing.Service;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.RehydrationType;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import tools.jackson.databind.JsonNode;

/** The events of a contact, and the changes without events. */
class ContactEventsTests extends EventReceiverFixture {

    private static final Instant T0 = Instant.parse("2026-04-07T08:45:33.965Z");

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcClient jdbc;
    private final Retention retention;
    private final TransactionTemplate transaction;

    ContactEventsTests(Service.Calls calls, JdbcClient jdbc, TransactionTemplate transaction, Retention retention) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
        this.retention = retention;
        this.transaction = transaction;
    }

    /** As flows and agents do it. */
    private void set(String contact, String assignments) {
        jdbc.sql("update contact set %s where id = :id".formatted(assignments))
                .param("id", UUID.fromString(contact))
                .update();
    }

    private static String at(Instant time) {
        return "timestamptz '%s'".formatted(time);
    }

    private void setAttributes(String contact, Map<String, String> attributes) {
        tenant.connect()
                .updateContactAttributes(r -> r.instanceId(tenant.instance())
                        .initialContactId(contact)
                        .attributes(attributes));
    }

    private String instanceArn() {
        return "arn:aws:connect:us-east-1:123456789012:instance/" + tenant.instance();
    }

    private static JsonNode last(String contact) {
        return crm.acceptedOf(contact).getLast().event();
    }

    private long eventCount(String contact) {
        return jdbc.sql("select count(*) from contact_event where contact_id = :id")
                .param("id", UUID.fromString(contact))
                .query(Long.class)
                .single();
    }

    @Test
    void coverTheLifeOfAChat() {
        var chat = tenant.start(_ -> {});
        var contact = chat.contactId();
        var customer = calls.customerOf(chat);
        customer.say("Hello");
        setAttributes(contact, Map.of("tier", "gold"));
        customer.disconnect();

        awaitReceived(contact, "INITIATED", "CONNECTED_TO_SYSTEM", "CONTACT_DATA_UPDATED", "DISCONNECTED", "COMPLETED");

        // An event has the same id for all endpoints; different events have different ids.
        assertThat(crm.acceptedOf(contact).stream().map(EventReceiver.Received::body))
                .containsExactlyElementsOf(archive.acceptedOf(contact).stream()
                        .map(EventReceiver.Received::body)
                        .toList());
        assertThat(crm.acceptedOf(contact).stream().map(EventReceiver.Received::id))
                .doesNotHaveDuplicates();
        var described = tenant.describe(contact);
        var end = last(contact);
        assertThat(Instant.parse(end.at("/detail/initiationTimestamp").asString()))
                .isEqualTo(described.initiationTimestamp());
        assertThat(Instant.parse(end.at("/detail/connectedToSystemTimestamp").asString()))
                .isEqualTo(described.connectedToSystemTimestamp());
        assertThat(Instant.parse(end.at("/detail/disconnectTimestamp").asString()))
                .isEqualTo(described.disconnectTimestamp());
    }

    @Test
    void coverTheLifeOfAContactWithAnAgent() {
        var contact = tenant.start();
        var queue = UUID.randomUUID();
        var agent = UUID.randomUUID();
        set(contact, "initiated_at = %1$s, connected_to_system_at = %1$s".formatted(at(T0)));
        set(contact, "queue_id = '%s', enqueued_at = %s".formatted(queue, at(T0.plusSeconds(1))));
        set(contact, "agent_id = '%s', connected_to_agent_at = %s".formatted(agent, at(T0.plusSeconds(2))));
        tenant.stop(contact);
        set(contact, "after_contact_work_started_at = " + at(T0.plusSeconds(3)));
        awaitReceived(contact, "INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED", "CONNECTED_TO_AGENT", "DISCONNECTED");
        assertThat(last(contact).at("/detail/agentInfo").propertyNames())
                .containsExactlyInAnyOrder("agentArn", "connectedToAgentTimestamp");

        set(contact, "after_contact_work_ended_at = " + at(T0.plusSeconds(75)));

        awaitReceived(
                contact,
                "INITIATED",
                "CONNECTED_TO_SYSTEM",
                "QUEUED",
                "CONNECTED_TO_AGENT",
                "DISCONNECTED",
                "COMPLETED");
        assertThat(last(contact).at("/detail/queueInfo"))
                .isEqualTo(EventReceiver.JSON.readTree("""
                {"queueArn": "%s/queue/%s", "queueType": "STANDARD", "enqueueTimestamp": "2026-04-07T08:45:34.965Z"}
                """.formatted(instanceArn(), queue)));
        assertThat(last(contact).at("/detail/agentInfo"))
                .isEqualTo(EventReceiver.JSON.readTree("""
                {"agentArn": "%s/agent/%s", "connectedToAgentTimestamp": "2026-04-07T08:45:35.965Z",
                 "afterContactWorkStartTimestamp": "2026-04-07T08:45:36.965Z",
                 "afterContactWorkEndTimestamp": "2026-04-07T08:46:48.965Z", "afterContactWorkDuration": 72}
                """.formatted(instanceArn(), agent)));
    }

    @Test
    void nameTheHierarchyGroupsOfTheAgent() {
        var contact = tenant.start();
        var site = UUID.randomUUID();
        var team = UUID.randomUUID();
        set(
                contact,
                "agent_id = gen_random_uuid(), connected_to_agent_at = %s, agent_hierarchy_groups = '{%s, %s}'"
                        .formatted(at(T0), site, team));
        awaitReceived(contact, "INITIATED", "CONNECTED_TO_AGENT");

        assertThat(last(contact).at("/detail/agentInfo/hierarchyGroups"))
                .isEqualTo(EventReceiver.JSON.readTree("""
                {"level1": {"arn": "%1$s/agent-group/%2$s"}, "level2": {"arn": "%1$s/agent-group/%3$s"}}
                """.formatted(instanceArn(), site, team)));
    }

    @Test
    void includeCompletedAtOnceWithoutAfterContactWork() {
        var contact = tenant.start();
        set(contact, "agent_id = gen_random_uuid(), connected_to_agent_at = initiated_at");

        set(contact, """
                disconnected_at = %1$s, after_contact_work_started_at = %1$s, after_contact_work_ended_at = %1$s
                """.formatted("last_updated_at + interval '1 minute'"));

        awaitReceived(contact, "INITIATED", "CONNECTED_TO_AGENT", "DISCONNECTED", "COMPLETED");
    }

    /** The envelope and the members of the documented sample. */
    @Test
    void haveTheEnvelopeOfEventBridge() {
        var contact = tenant.start();
        set(
                contact,
                "connected_to_system_at = %1$s, queue_id = gen_random_uuid(), enqueued_at = %1$s".formatted(at(T0)));
        set(contact, "agent_id = gen_random_uuid(), connected_to_agent_at = " + at(T0));
        awaitReceived(contact, "INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED", "CONNECTED_TO_AGENT");

        var event = last(contact);

        assertThat(event.propertyNames())
                .containsExactlyInAnyOrder(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(event.path("version").asString()).isEqualTo("0");
        assertThat(UUID.fromString(event.path("id").asString())).isNotNull();
        assertThat(event.path("detail-type").asString()).isEqualTo("Amazon Connect Contact Event");
        assertThat(event.path("source").asString()).isEqualTo("aws.connect");
        assertThat(event.path("account").asString()).isEqualTo("123456789012");
        assertThat(event.path("time").asString()).isEqualTo("2026-04-07T08:45:33Z");
        assertThat(event.path("region").asString()).isEqualTo("us-east-1");
        assertThat(event.path("resources").valueStream().map(JsonNode::asString))
                .containsExactly(instanceArn() + "/contact/" + contact, instanceArn());
        var detail = event.path("detail");
        assertThat(detail.propertyNames())
                .containsExactlyInAnyOrder(
                        "eventType",
                        "contactId",
                        "channel",
                        "instanceArn",
                        "initiationMethod",
                        "initiationTimestamp",
                        "connectedToSystemTimestamp",
                        "queueInfo",
                        "agentInfo",
                        "tags",
                        "segmentAttributes");
        assertThat(detail.path("channel").asString()).isEqualTo("CHAT");
        assertThat(detail.path("initiationMethod").asString()).isEqualTo("API");
        assertThat(detail.path("instanceArn").asString()).isEqualTo(instanceArn());
        assertThat(detail.path("connectedToSystemTimestamp").asString()).isEqualTo("2026-04-07T08:45:33.965Z");
        assertThat(detail.path("tags"))
                .isEqualTo(EventReceiver.JSON.readTree(
                        "{\"aws:connect:instanceId\": \"%s\"}".formatted(tenant.instance())));
        assertThat(crm.acceptedOf(contact).getFirst().headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void includeThePropertiesOfTheContact() {
        var contact = tenant.start(c -> c.customerId("c-17")
                        .segmentAttributes(Map.of(
                                "level",
                                SegmentAttributeValue.builder()
                                        .valueMap(Map.of(
                                                "Inner",
                                                SegmentAttributeValue.builder()
                                                        .valueInteger(3)
                                                        .build()))
                                        .build())))
                .contactId();
        tenant.connect()
                .tagContact(
                        r -> r.instanceId(tenant.instance()).contactId(contact).tags(Map.of("Dept", "Finance")));

        awaitReceived(contact, "INITIATED", "CONTACT_DATA_UPDATED");
        var begun = crm.acceptedOf(contact).getFirst().detail();
        assertThat(begun.path("customerId").asString()).isEqualTo("c-17");
        assertThat(begun.path("segmentAttributes")).isEqualTo(EventReceiver.JSON.readTree("""
                        {"connect:Subtype": {"valueString": "connect:Chat"},
                         "level": {"valueMap": {"Inner": {"valueInteger": 3}}}}"""));
        assertThat(begun.path("tags").has("Dept")).isFalse();
        assertThat(last(contact).at("/detail/tags"))
                .isEqualTo(EventReceiver.JSON.readTree("""
                        {"aws:connect:instanceId": "%s", "Dept": "Finance"}""".formatted(tenant.instance())));
        assertThat(last(contact).at("/detail/customerId").asString()).isEqualTo("c-17");
    }

    @Test
    void includeChatMetricsAfterTheEnd() {
        var chat = tenant.start(_ -> {});
        var said = calls.joined(chat.participantToken()).say("Hello");
        tenant.stop(chat.contactId());

        awaitReceived(chat.contactId(), "INITIATED", "CONNECTED_TO_SYSTEM", "DISCONNECTED", "COMPLETED");
        var events = crm.acceptedOf(chat.contactId());
        assertThat(events.getFirst().detail().has("chatMetrics")).isFalse();
        for (var event : events.subList(2, 4)) {
            var metrics = event.detail().path("chatMetrics");
            assertThat(metrics.propertyNames()).containsExactlyInAnyOrder("chatContactMetrics", "customerMetrics");
            assertThat(metrics.at("/chatContactMetrics/totalMessages").asInt()).isEqualTo(1);
            assertThat(metrics.at("/customerMetrics/messageLengthInChars").asInt())
                    .isEqualTo(5);
            assertThat(metrics.at("/customerMetrics/participantType").asString())
                    .isEqualTo("CUSTOMER");
            assertThat(metrics.at("/customerMetrics/lastMessageTimestamp").asString())
                    .isEqualTo(said.absoluteTime());
        }
    }

    @Test
    void includeTheInitialPropertiesOfASegment() {
        var first = tenant.startAndStop();
        var second = UUID.randomUUID();

        jdbc.sql("""
                        insert into contact (
                            id, instance_id, initial_contact_id, previous_contact_id, association_id, channel,
                            initiation_method, initiated_at, last_updated_at, expires_at, connected_to_system_at,
                            queue_id, enqueued_at)
                        select :second, instance_id, id, id, association_id, channel, 'QUEUE_TRANSFER', :at, :at,
                               expires_at, :at, gen_random_uuid(), :at
                        from contact where id = :first
                        """)
                .param("first", UUID.fromString(first))
                .param("second", second)
                .param("at", T0.atOffset(ZoneOffset.UTC))
                .update();

        awaitReceived(second.toString(), "INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED");
        var detail = crm.acceptedOf(second.toString()).getFirst().detail();
        assertThat(detail.path("initialContactId").asString()).isEqualTo(first);
        assertThat(detail.path("previousContactId").asString()).isEqualTo(first);
        assertThat(detail.path("initiationMethod").asString()).isEqualTo("QUEUE_TRANSFER");
    }

    @Test
    void includeTheSourceOfAPersistentChat() {
        var source = tenant.startAndStop();

        var contact = tenant.start(c -> c.persistentChat(p ->
                        p.rehydrationType(RehydrationType.ENTIRE_PAST_SESSION).sourceContactId(source)))
                .contactId();

        awaitReceived(contact, "INITIATED");
        var detail = last(contact).path("detail");
        assertThat(detail.path("relatedContactId").asString()).isEqualTo(source);
        assertThat(detail.propertyNames()).doesNotContain("initialContactId", "previousContactId");
    }

    @Test
    void nameTheUpdatedProperties() {
        var contact = tenant.start();
        setAttributes(contact, Map.of("tier", "gold"));
        tenant.connect()
                .tagContact(
                        r -> r.instanceId(tenant.instance()).contactId(contact).tags(Map.of("team", "a")));
        tenant.connect()
                .updateContact(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .name("A name")
                        .description("A description"));
        set(contact, "queue_priority = 3");

        awaitReceived(
                contact,
                "INITIATED",
                "CONTACT_DATA_UPDATED",
                "CONTACT_DATA_UPDATED",
                "CONTACT_DATA_UPDATED",
                "CONTACT_DATA_UPDATED");
        assertThat(crm.acceptedOf(contact).stream()
                        .skip(1)
                        .map(request ->
                                request.detail().path("updatedProperties").toString()))
                .containsExactly(
                        "[\"UserDefinedAttributes\"]",
                        "[\"Tags\"]",
                        "[\"Name\",\"Description\"]",
                        "[\"QueuePriority\"]");
        assertThat(crm.acceptedOf(contact).getFirst().detail().has("updatedProperties"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            segment_attributes = '{"connect:Subtype": {"ValueString": "connect:Guide"}}' | SegmentAttributes
            contact_references = '{"a": {"Value": "b", "Type": "STRING"}}'               | References
            customer_id = 'c-17'                                                         | CustomerId
            related_contact_id = gen_random_uuid()                                       | RelatedContactId
            queue_time_adjustment_seconds = 7                                            | QueueTimeAdjustmentSeconds
            scheduled_at = now()                                                         | ScheduledTimestamp
            """)
    void nameEveryUpdatedProperty(String assignment, String property) {
        var contact = tenant.start();

        set(contact, assignment);

        awaitReceived(contact, "INITIATED", "CONTACT_DATA_UPDATED");
        assertThat(last(contact).at("/detail/updatedProperties").toString()).isEqualTo("[\"" + property + "\"]");
    }

    @Test
    void areNotWrittenWithoutAChange() {
        var contact = tenant.start(c -> c.attributes(Map.of("tier", "gold"))).contactId();
        setAttributes(contact, Map.of("tier", "gold"));
        set(contact, "last_updated_at = last_updated_at + interval '1 second', connect_by = null");
        tenant.stop(contact);

        awaitReceived(contact, "INITIATED", "DISCONNECTED", "COMPLETED");
    }

    @Test
    void coverChangesOfQueueAndAgent() {
        var contact = tenant.start();
        for (int i = 0; i < 2; i++) {
            set(contact, "queue_id = gen_random_uuid(), enqueued_at = initiated_at");
            set(contact, "agent_id = gen_random_uuid(), connected_to_agent_at = initiated_at");
        }

        awaitReceived(contact, "INITIATED", "QUEUED", "CONNECTED_TO_AGENT", "QUEUED", "CONNECTED_TO_AGENT");
    }

    @Test
    void areRolledBackWithTheirChange() {
        var contact = tenant.start();
        awaitReceived(contact, "INITIATED");

        transaction.executeWithoutResult(status -> {
            set(contact, "tags = '{\"a\": \"b\"}'");
            assertThat(eventCount(contact)).isEqualTo(2);
            status.setRollbackOnly();
        });
        tenant.stop(contact);

        awaitReceived(contact, "INITIATED", "DISCONNECTED", "COMPLETED");
    }

    @Test
    void areWrittenOnceForARepeatedStart() {
        var token = UUID.randomUUID().toString();

        var contact = tenant.start(c -> c.clientToken(token)).contactId();
        assertThat(tenant.start(c -> c.clientToken(token)).contactId()).isEqualTo(contact);
        tenant.stop(contact);

        awaitReceived(contact, "INITIATED", "DISCONNECTED", "COMPLETED");
    }

    @Test
    void containNoMessageTextAndNoAttributes() {
        var chat = tenant.start(c -> c.attributes(Map.of("secretkey", "secretvalue"))
                .participantDetails(p -> p.displayName("secretname"))
                .initialMessage(m -> m.contentType("text/plain").content("secretmessage")));
        var contact = chat.contactId();
        var customer = calls.customerOf(chat);
        customer.say("secretanswer");
        setAttributes(contact, Map.of("secretkey", "secretother"));
        tenant.connect()
                .updateContact(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .name("secretname")
                        .description("secretdescription"));
        crm.answer(_ -> 500);
        tenant.stop(contact);
        await().until(() -> eventCount(contact) > 0);

        assertThat(jdbc.sql("select contact::text from contact_event where contact_id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContain("secret"));
        await().untilAsserted(() -> assertThat(archive.typesOf(contact)).hasSize(6));
        assertThat(archive.acceptedOf(contact))
                .allSatisfy(request -> assertThat(request.body()).doesNotContain("secret"));
    }

    @Test
    void areDeletedWithTheirContact() {
        crm.answer(_ -> 500);
        var contact = tenant.start();
        await().until(() -> !crm.requestsOf(contact).isEmpty());

        retention.expire(contact);
        retention.run();

        assertThat(eventCount(contact)).isZero();
        assertThat(jdbc.sql("select count(*) from contact_event_backlog where contact_id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void leaveNoRowsBehind() {
        var contacts = List.of(tenant.start(), tenant.startAndStop());

        await().until(() -> contacts.stream()
                .allMatch(contact -> jdbc.sql("""
                                select not exists (select from contact_event where contact_id = :id)
                                   and not exists (select from contact_event_backlog where contact_id = :id)
                                """)
                        .param("id", UUID.fromString(contact))
                        .query(Boolean.class)
                        .single()));
        assertThat(crm.typesOf(contacts.getLast())).containsExactly("INITIATED", "DISCONNECTED", "COMPLETED");
    }
}
