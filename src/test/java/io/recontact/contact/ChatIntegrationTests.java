package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.model.ChatEventType;
import software.amazon.awssdk.services.connect.model.ConflictException;
import software.amazon.awssdk.services.connect.model.EndpointType;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.SendChatIntegrationEventRequest;
import software.amazon.awssdk.services.connect.model.SendChatIntegrationEventResponse;
import software.amazon.awssdk.services.connect.model.StartOutboundChatContactRequest;

/** SendChatIntegrationEvent, StartOutboundChatContact and DeleteContactData: the chats of bridges. */
@ServiceTest
@TestPropertySource(
        properties = {
            "recontact.first-instance.id=" + ChatIntegrationTests.INSTANCE,
            "recontact.first-instance.flow-id=" + ChatIntegrationTests.FLOW,
            "recontact.chat-integrations.destinations[0].id=" + ChatIntegrationTests.NUMBER,
            "recontact.chat-integrations.destinations[0].instance-id=" + ChatIntegrationTests.INSTANCE,
            "recontact.chat-integrations.destinations[0].contact-flow-id=" + ChatIntegrationTests.FLOW,
        })
class ChatIntegrationTests {

    static final String INSTANCE = "01900000-0000-7000-8000-0000000000b1";
    static final String FLOW = "01900000-0000-7000-8000-0000000000b2";
    static final String NUMBER = "arn:aws:connect:us-east-1:123456789012:phone-number/01900000";
    private static final String SMS = "connect:SMS";

    private static final String GREETING = """
            {"Version": "2019-10-30", "StartAction": "a", "Metadata": {}, "Actions": [
              {"Identifier": "a", "Type": "MessageParticipant",
               "Parameters": {"Text": "$.CustomerEndpoint.Address via $.SystemEndpoint.Address: $.Media.InitialMessage"},
               "Transitions": {"NextAction": "b", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "b"}]}},
              {"Identifier": "b", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}""";

    @SuppressWarnings("InlineFormatString") // the text is longer than the method that uses it
    private static final String DEFLECT = """
            {"Version": "2019-10-30", "StartAction": "a", "Metadata": {}, "Actions": [
              {"Identifier": "a", "Type": "StartOutboundChatContact", "Parameters": {
                 "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": "%s"},
                 "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "%s"},
                 "ContactFlowArn": "%s", "ContactSubtype": "connect:SMS", "RelatedContact": "CURRENT",
                 "InitialSystemMessage": {"Content": "Write to us here"}},
               "Transitions": {"NextAction": "b", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "c"}]}},
              {"Identifier": "b", "Type": "MessageParticipant", "Parameters": {"Text": "started"},
               "Transitions": {"NextAction": "d"}},
              {"Identifier": "c", "Type": "MessageParticipant", "Parameters": {"Text": "failed"},
               "Transitions": {"NextAction": "d"}},
              {"Identifier": "d", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}""";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;

    ChatIntegrationTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.existing(INSTANCE);
        this.raw = raw;
        this.jdbc = jdbc;
    }

    private static String newNumber() {
        return "+49" + (UUID.randomUUID().getLeastSignificantBits() >>> 24);
    }

    private SendChatIntegrationEventResponse send(Consumer<SendChatIntegrationEventRequest.Builder> changes) {
        return tenant.connect()
                .sendChatIntegrationEvent(
                        r -> r.destinationId(NUMBER).subtype(SMS).applyMutation(changes));
    }

    private SendChatIntegrationEventResponse say(String source, String text) {
        return send(r -> r.sourceId(source)
                .event(e ->
                        e.type(ChatEventType.MESSAGE).contentType("text/plain").content(text)));
    }

    private SendChatIntegrationEventResponse leave(String source) {
        return send(r -> r.sourceId(source).event(e -> e.type(ChatEventType.DISCONNECT)));
    }

    private String startOutbound(String customer, Consumer<StartOutboundChatContactRequest.Builder> changes) {
        return tenant.connect()
                .startOutboundChatContact(r -> r.instanceId(INSTANCE)
                        .contactFlowId(FLOW)
                        .sourceEndpoint(e ->
                                e.type(EndpointType.CONNECT_PHONENUMBER_ARN).address(NUMBER))
                        .destinationEndpoint(
                                e -> e.type(EndpointType.TELEPHONE_NUMBER).address(customer))
                        .segmentAttributes(Map.of(
                                "connect:Subtype",
                                SegmentAttributeValue.builder().valueString(SMS).build()))
                        .applyMutation(changes))
                .contactId();
    }

    private List<String> items(String session) {
        return jdbc.sql("""
                        select role || coalesce(': ' || content, '')
                        from transcript_item
                        where session_id = :session and role is not null
                        order by sequence
                        """)
                .param("session", UUID.fromString(session))
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private String subtypeOf(String contact) {
        return Objects.requireNonNull(
                        tenant.describe(contact).segmentAttributes().get("connect:Subtype"))
                .valueString();
    }

    @Test
    void beginsAChatAndContinuesIt() {
        var customer = newNumber();
        var first = send(r -> r.sourceId(customer)
                .subtype("connect:sms")
                .event(e ->
                        e.type(ChatEventType.MESSAGE).contentType("text/plain").content("Hello"))
                .newSessionDetails(n -> n.supportedMessagingContentTypes("text/plain", "application/json")
                        .participantDetails(p -> p.displayName("Ada"))
                        .attributes(Map.of("a", "b"))));
        var second = say(customer, "Are you there?");

        assertThat(first.newChatCreated()).isTrue();
        assertThat(second.newChatCreated()).isFalse();
        assertThat(second.initialContactId()).isEqualTo(first.initialContactId());
        var chat = tenant.describe(first.initialContactId());
        assertThat(subtypeOf(first.initialContactId())).isEqualTo(SMS);
        assertThat(chat.connectedToSystemTimestamp()).isNotNull();
        assertThat(tenant.attributes(first.initialContactId())).containsEntry("a", "b");
        assertThat(items(first.initialContactId()))
                .containsExactly("CUSTOMER: Hello", "CUSTOMER", "CUSTOMER: Are you there?");

        send(r -> r.sourceId(customer)
                .event(e -> e.type(ChatEventType.MESSAGE)
                        .contentType("application/json")
                        .content("{}")));
        assertThat(items(first.initialContactId())).endsWith("CUSTOMER: {}");
        send(r -> r.sourceId(customer)
                .event(e -> e.type(ChatEventType.EVENT).contentType("application/vnd.amazonaws.connect.event.typing")));
        assertThat(leave(customer).initialContactId()).isEqualTo(first.initialContactId());
        assertThat(tenant.describe(first.initialContactId()).disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(say(customer, "Again").initialContactId()).isNotEqualTo(first.initialContactId());
    }

    @Test
    void needsAChatForEventsAndForLeaving() {
        var customer = newNumber();

        assertThat(leave(customer).initialContactId()).isNull();
        assertThat(leave(customer).newChatCreated()).isFalse();
        assertThat(send(r -> r.sourceId(customer)
                                .event(e -> e.type(ChatEventType.EVENT)
                                        .contentType("application/vnd.amazonaws.connect.event.typing")))
                        .initialContactId())
                .isNull();
    }

    @Test
    void beginsOneChatForConcurrentMessages() {
        var customer = newNumber();

        var answers = ConcurrentCalls.run(8, i -> say(customer, "m" + i));

        assertThat(answers.stream().filter(SendChatIntegrationEventResponse::newChatCreated))
                .hasSize(1);
        var chat = answers.getFirst().initialContactId();
        assertThat(answers).allMatch(answer -> answer.initialContactId().equals(chat));
        assertThat(items(chat))
                .containsAll(
                        IntStream.range(0, 8).mapToObj(i -> "CUSTOMER: m" + i).toList());
    }

    @Test
    void keepsSubtypesApart() {
        var customer = newNumber();
        var sms = say(customer, "Hello").initialContactId();
        var whatsApp = send(r -> r.sourceId(customer)
                        .subtype("connect:WhatsApp")
                        .event(e -> e.type(ChatEventType.MESSAGE)
                                .contentType("text/plain")
                                .content("Hello")))
                .initialContactId();

        assertThat(whatsApp).isNotEqualTo(sms);
        assertThat(subtypeOf(whatsApp)).isEqualTo("connect:WhatsApp");
    }

    @Test
    void startsChatsWithCustomers() {
        var customer = newNumber();
        var flow = tenant.connect()
                .createContactFlow(r -> r.instanceId(INSTANCE)
                        .name("f" + UUID.randomUUID())
                        .type("CONTACT_FLOW")
                        .content(GREETING))
                .contactFlowId();
        var token = UUID.randomUUID().toString();
        Consumer<StartOutboundChatContactRequest.Builder> request = r -> r.contactFlowId(flow)
                .clientToken(token)
                .initialSystemMessage(m -> m.contentType("text/plain").content("Your parcel comes tomorrow"));
        var contact = startOutbound(customer, request);

        assertThat(startOutbound(customer, request)).isEqualTo(contact);
        assertThatThrownBy(() -> startOutbound(customer, _ -> {})).isInstanceOf(ConflictException.class);
        var answer = say(customer, "Thank you");
        assertThat(answer.initialContactId()).isEqualTo(contact);
        assertThat(answer.newChatCreated()).isFalse();
        await().untilAsserted(() -> assertThat(items(contact))
                .contains("SYSTEM: %s via %s: ".formatted(customer, NUMBER), "CUSTOMER: Thank you")
                .startsWith("SYSTEM: Your parcel comes tomorrow", "CUSTOMER"));
        assertThat(subtypeOf(contact)).isEqualTo(SMS);
    }

    @Test
    void acceptsTheSubtypeOfAnOutboundChatInAnyCase() {
        var contact = startOutbound(
                newNumber(),
                r -> r.segmentAttributes(Map.of(
                        "connect:Subtype",
                        SegmentAttributeValue.builder()
                                .valueString("connect:sms")
                                .build(),
                        "campaign",
                        SegmentAttributeValue.builder().valueString("c").build())));

        assertThat(subtypeOf(contact)).isEqualTo(SMS);
        assertThat(tenant.describe(contact).segmentAttributes()).containsKey("campaign");
    }

    @Test
    void startsChatsFromFlows() {
        var customer = newNumber();
        var flow = tenant.connect()
                .createContactFlow(r -> r.instanceId(INSTANCE)
                        .name("f" + UUID.randomUUID())
                        .type("CONTACT_FLOW")
                        .content(DEFLECT.formatted(NUMBER, customer, FLOW)))
                .contactFlowId();
        var first = runToItsEnd(flow);

        var texted = say(customer, "Thank you");
        assertThat(texted.newChatCreated()).isFalse();
        var contact = texted.initialContactId();
        assertThat(items(contact)).startsWith("SYSTEM: Write to us here", "CUSTOMER");
        assertThat(tenant.describe(contact).relatedContactId()).isEqualTo(first);
        assertThat(subtypeOf(contact)).isEqualTo(SMS);
        assertThat(items(first)).contains("SYSTEM: started");

        // The customer has a chat by now.
        assertThat(items(runToItsEnd(flow))).contains("SYSTEM: failed");
    }

    private String runToItsEnd(String flow) {
        var started = tenant.start(r -> r.contactFlowId(flow));
        calls.joined(started.participantToken());
        await().until(() -> tenant.describe(started.contactId()).disconnectTimestamp() != null);
        return started.contactId();
    }

    @Test
    void refusesUnknownDestinationsAndWrongEndpoints() {
        var customer = newNumber();

        assertThatThrownBy(() -> send(r ->
                        r.sourceId(customer).destinationId("unknown").event(e -> e.type(ChatEventType.DISCONNECT))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> send(
                        r -> r.sourceId(customer).subtype("connect:Fax").event(e -> e.type(ChatEventType.DISCONNECT))))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> send(r -> r.sourceId(customer).event(e -> e.type(ChatEventType.MESSAGE))))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> startOutbound(
                        customer,
                        r -> r.sourceEndpoint(
                                e -> e.type(EndpointType.TELEPHONE_NUMBER).address(NUMBER))))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> startOutbound(
                        customer,
                        r -> r.sourceEndpoint(e ->
                                e.type(EndpointType.CONNECT_PHONENUMBER_ARN).address("other"))))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> startOutbound(customer, r -> r.segmentAttributes(Map.of())))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(isStored(customer)).isFalse();
    }

    private boolean isStored(String customer) {
        return jdbc.sql("select exists (select from chat_integration where source_id = :source)")
                .param("source", customer)
                .query(Boolean.class)
                .single();
    }

    private HttpResponse<String> deleteData(String contact, String fields) {
        return raw.post(
                "/contact/delete/%s/%s".formatted(INSTANCE, contact), "{\"ContactFields\": %s}".formatted(fields));
    }

    @Test
    void deletesTheEndpointOfAnEndedChat() {
        var customer = newNumber();
        var contact = say(customer, "Hello").initialContactId();
        leave(customer);
        assertThat(deleteData(contact, "[\"ADDITIONAL_EMAIL_RECIPIENTS\", \"EMAIL_SUBJECT\"]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(isStored(customer)).isTrue();

        assertThat(deleteData(contact, "[\"CUSTOMER_ENDPOINT\"]").statusCode()).isEqualTo(200);

        assertThat(isStored(customer)).isFalse();
        assertThat(items(contact)).contains("CUSTOMER: Hello");
        var next = say(customer, "Hello again");
        assertThat(next.newChatCreated()).isTrue();
        assertThat(deleteData(contact, "[\"CUSTOMER_ENDPOINT\"]").statusCode()).isEqualTo(200);
        assertThat(say(customer, "Still there?").initialContactId()).isEqualTo(next.initialContactId());
    }

    @Test
    void keepsTheEndpointOfAChatThatHasNotEnded() {
        var customer = newNumber();
        var contact = say(customer, "Hello").initialContactId();
        assertThat(refusal(contact)).isEqualTo("ContactNotTerminatedException");

        new NextContacts(jdbc).transfer(contact, Instant.EPOCH.plusSeconds(4_000_000_000L));

        assertThat(refusal(contact)).isEqualTo("ContactNotTerminatedException");
        assertThat(isStored(customer)).isTrue();
        assertThat(deleteData(contact, "[\"EMAIL_SUBJECT\"]").statusCode()).isEqualTo(200);
    }

    private String refusal(String contact) {
        var answer = deleteData(contact, "[\"CUSTOMER_ENDPOINT\"]");
        assertThat(answer.statusCode()).isEqualTo(409);
        return answer.headers().firstValue("X-Amzn-ErrorType").orElse("");
    }

    @Test
    void keepsTheEndpointOfAHeldChat() {
        var customer = newNumber();
        var contact = say(customer, "Hello").initialContactId();
        leave(customer);
        raw.post(
                "/admin/v1/instances/%s/legal-holds".formatted(INSTANCE),
                "{\"ContactId\": \"%s\", \"Reason\": \"Case 12\"}".formatted(contact));

        var answer = deleteData(contact, "[\"CUSTOMER_ENDPOINT\"]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(isStored(customer)).isTrue();
    }
}
