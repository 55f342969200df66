package io.recontact.console.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.chat.ContentTypes;
import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.console.People;
import io.recontact.testing.AgentClient;
import io.recontact.testing.Participant;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Reference;
import software.amazon.awssdk.services.connect.model.ReferenceType;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import tools.jackson.databind.json.JsonMapper;

/** The chats of a {@link Scene}: one that has ended and its resumption, one with the administrator, one that waits. */
final class SceneChats {

    private static final int MESSAGE = 900;

    private static final JsonMapper JSON = new JsonMapper();

    private final Service.Calls calls;
    private final QueuedChats waiting;
    private final JdbcClient jdbc;
    private final People people;
    private final Service.Tenant tenant;
    private final AgentClient agent;
    private final Texts texts;
    private final SceneIds ids;

    SceneChats(ApplicationContext service, People people, Texts texts, SceneIds ids) {
        calls = service.getBean(Service.Calls.class);
        waiting = service.getBean(QueuedChats.class);
        jdbc = service.getBean(JdbcClient.class);
        this.people = people;
        tenant = people.tenant();
        agent = new AgentClient(tenant, service.getBean(RawCalls.class), ids.of("administrator"));
        this.texts = texts;
        this.ids = ids;
    }

    void create() {
        var flow = showingFlow();
        var ended = answered(flow);
        tenant.stop(ended);
        agent.clear(ended);
        ids.put("ended", ended);
        var resumed =
                tenant.start(chat -> chat.participantDetails(details -> details.displayName(texts.name("Ada Lovelace")))
                        .persistentChat(past -> past.sourceContactId(ended).rehydrationType("ENTIRE_PAST_SESSION")));
        calls.joined(resumed.participantToken()).say(texts.of("Me again: it still is not here", MESSAGE));
        ids.put("contact", resumed.contactId());
        ids.put("accepted", answered(flow));
        letWait(waiting.in(tenant, ids.of("queue")).contact());
    }

    /** Lets a queued contact have waited for longer than the board's target. */
    private void letWait(String contact) {
        jdbc.sql(
                        "update queued_contact set enqueued_at = enqueued_at - interval '9 minutes' where contact_id = :contact")
                .param("contact", UUID.fromString(contact))
                .update();
    }

    /** Creates a flow that shows a view, and waits while an agent chats. */
    private String showingFlow() {
        var view = people.connect()
                .createView(request -> request.instanceId(people.instance())
                        .name("Order form")
                        .status("PUBLISHED")
                        .content(content -> content.template(
                                        """
            {"Head": {"Title": "$.Heading"}, "Body": [
              {"Type": "Container", "Content": [
                {"Type": "FormInput", "Props": {"Label": %s}, "Content": []},
                {"Type": "TextArea", "Props": {"Label": %s}, "Content": ["$.Text"]}]}]}
            """.formatted(json("Number of the order"), json("What is wrong")))
                                .actions("Submit", "Cancel")))
                .view()
                .id();
        return people.connect()
                .createContactFlow(request -> request.instanceId(people.instance())
                        .name("Ask by a form")
                        .type("CONTACT_FLOW")
                        .content("""
            {"Version": "2019-10-30", "StartAction": "show", "Metadata": {}, "Actions": [
              {"Identifier": "show", "Type": "ShowView",
               "Parameters": {
                 "ViewResource": {"Id": "%s"}, "InvocationTimeLimitSeconds": "86400",
                 "ViewData": {"Heading": "$.Attributes.plan", "Text": %s}},
               "Transitions": {
                 "NextAction": "end",
                 "Conditions": [{"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["Submit"]}}],
                 "Errors": [
                   {"ErrorType": "NoMatchingCondition", "NextAction": "end"},
                   {"ErrorType": "TimeLimitExceeded", "NextAction": "end"},
                   {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
              {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}
            """.formatted(view, json("My parcel is late"))))
                .contactFlowId();
    }

    private String json(String plain) {
        return JSON.writeValueAsString(texts.of(plain, 300));
    }

    /** Starts a chat that the administrator accepts, in which the flow, the customer and the agent say something. */
    private String answered(String flow) {
        var started =
                tenant.start(chat -> chat.participantDetails(details -> details.displayName(texts.name("Ada Lovelace")))
                        .contactFlowId(flow)
                        .supportedMessagingContentTypes(
                                ContentTypes.PLAIN, ContentTypes.INTERACTIVE, ContentTypes.INTERACTIVE_RESPONSE)
                        .attributes(Map.of("plan", texts.of("gold", 500), "city", texts.of("Turin", 500)))
                        .customerId(texts.name("customer-17")));
        var contact = started.contactId();
        var customer = calls.joined(started.participantToken());
        ids.put("viewMessage", viewMessage(customer));
        waiting.enqueue(contact, ids.of("queue"));
        assertThat(agent.available().awaitOffer()).isEqualTo(contact);
        var answering = calls.joined(agent.accept(contact));
        customer.say(texts.of("Hello, where is my parcel?", MESSAGE));
        answering.say(texts.of("Let me look. When did you order it?", MESSAGE));
        answering.event("typing");
        new AttachmentCalls(customer)
                .attach(
                        texts.of("receipt", 60).replace("/", "") + ".txt",
                        "text/plain",
                        texts.of("A receipt", 500).getBytes(StandardCharsets.UTF_8));
        describe(contact);
        return contact;
    }

    private static String viewMessage(Participant customer) {
        return await().until(
                        () -> customer.everything().stream()
                                .filter(item -> ContentTypes.INTERACTIVE.equals(item.contentType()))
                                .map(Item::id)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void describe(String contact) {
        people.connect()
                .updateContact(request -> request.instanceId(people.instance())
                        .contactId(contact)
                        .name(texts.of("A lost parcel", 300))
                        .description(texts.of("Ordered on Monday", 300))
                        .references(Map.of(texts.of("Order", 200), link())));
        people.connect()
                .tagContact(request -> request.instanceId(people.instance())
                        .contactId(contact)
                        .tags(Map.of("team", texts.of("orders", 200))));
    }

    private Reference link() {
        return Reference.builder()
                .type(ReferenceType.URL)
                .value(texts instanceof Texts.Hostile ? "javascript:x()" : "https://shop.example/orders/17")
                .build();
    }
}
