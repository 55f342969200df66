package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.connect.model.AssociatedContactSummary;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.RehydrationType;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/**
 * The example of persistent chat (Administrator Guide, "Enable persistent chat"), with the default flows of an
 * instance. Agent a1 accepts C1 and transfers it to a2 (C2). The disconnect flow starts a survey (C3). The session
 * ends, and the customer resumes it.
 */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersistentChatScenarioTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final String queue;
    private final String flow;
    private String c1 = "";
    private String c2 = "";
    private String c3 = "";
    private String a1 = "";
    private String a2 = "";

    PersistentChatScenarioTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.queue = AgentClient.basicQueue(tenant);
        this.flow =
                tenant
                        .connect()
                        .listContactFlows(r -> r.instanceId(tenant.instance()))
                        .contactFlowSummaryList()
                        .stream()
                        .filter(summary -> summary.name().equals("Sample queue flow"))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    @BeforeAll
    void play() {
        var first = AgentClient.hire(tenant, raw).available();
        a1 = first.user();
        var started = tenant.start(r -> r.contactFlowId(flow).attributes(Map.of("plan", "gold")));
        c1 = started.contactId();
        var customer = calls.participant(started.participantToken());
        try (var socket = customer.subscribe()) {
            socket.awaitMessage("An agent will be with you shortly.");
            assertThat(first.awaitOffer()).isEqualTo(c1);
            calls.participant(first.accept(c1)).say("I am a1");
            customer.say("My parcel is lost");

            var second = AgentClient.hire(tenant, raw).available();
            a2 = second.user();
            c2 = first.transferTo(c1, second);
            assertThat(second.awaitOffer()).isEqualTo(c2);
            calls.participant(second.accept(c2)).say("I am a2");
            second.end(c2);

            socket.awaitMessage("How did we do? Send us a word, or close the chat.");
            c3 = contactOf(socket, "How did we do? Send us a word, or close the chat.");
            customer.say("Well done");
            socket.awaitMessage("Thank you.");
            socket.awaitEvent("chat.ended");
            socket.awaitClosed();
        }
        Awaitility.await().until(() -> tenant.describe(c3).disconnectTimestamp() != null);
        second(first.user()).clear(c1);
    }

    private AgentClient second(String user) {
        return new AgentClient(tenant, raw, user);
    }

    private static String contactOf(LiveSocket socket, String message) {
        return socket.awaitMessage(message).path("ContactId").asString();
    }

    @Test
    void describesTheFirstContact() {
        var contact = tenant.describe(c1);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(contact.initialContactId()).isNull();
        assertThat(contact.previousContactId()).isNull();
        assertThat(contact.queueInfo().id()).isEqualTo(queue);
        assertThat(contact.agentInfo().id()).isEqualTo(a1);
        assertThat(contact.disconnectReason()).isNull();
        assertInOrder(contact);
    }

    @Test
    void describesTheTransferredContact() {
        var contact = tenant.describe(c2);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.TRANSFER);
        assertThat(contact.initialContactId()).isEqualTo(c1);
        assertThat(contact.previousContactId()).isEqualTo(c1);
        assertThat(contact.queueInfo().id()).isEqualTo(a2);
        assertThat(contact.agentInfo().id()).isEqualTo(a2);
        assertThat(contact.disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        assertThat(contact.initiationTimestamp()).isEqualTo(tenant.describe(c1).disconnectTimestamp());
        assertInOrder(contact);
    }

    @Test
    void describesTheContactOfTheDisconnectFlow() {
        var contact = tenant.describe(c3);
        assertThat(contact.initiationMethod()).isEqualTo(ContactInitiationMethod.DISCONNECT);
        assertThat(contact.initialContactId()).isEqualTo(c1);
        assertThat(contact.previousContactId()).isEqualTo(c2);
        assertThat(contact.queueInfo()).isNull();
        assertThat(contact.agentInfo()).isNull();
        assertThat(contact.disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(contact.initiationTimestamp()).isEqualTo(tenant.describe(c2).disconnectTimestamp());
        assertThat(contact.attributes()).containsEntry("plan", "gold");
    }

    private static void assertInOrder(Contact contact) {
        assertThat(List.of(
                        contact.initiationTimestamp(),
                        contact.connectedToSystemTimestamp(),
                        contact.queueInfo().enqueueTimestamp(),
                        contact.agentInfo().connectedToAgentTimestamp(),
                        contact.disconnectTimestamp()))
                .isSorted();
    }

    @Test
    void listsAllContacts() {
        assertThat(tenant.connect()
                        .listAssociatedContacts(
                                r -> r.instanceId(tenant.instance()).contactId(c2))
                        .contactSummaryList())
                .extracting(AssociatedContactSummary::contactId)
                .startsWith(c1, c2, c3);
    }

    @Test
    void resumesTheEntireSession() {
        var resumed = tenant.start(r -> r.persistentChat(past ->
                past.rehydrationType(RehydrationType.ENTIRE_PAST_SESSION).sourceContactId(c1)));
        assertThat(resumed.continuedFromContactId()).isEqualTo(c3);
        assertThat(tenant.describe(resumed.contactId()).relatedContactId()).isEqualTo(c3);
        assertThat(past(resumed.participantToken())).containsExactly(c1, c2, c3);
        assertThat(tenant.attributes(resumed.contactId())).containsEntry("plan", "gold");
    }

    @Test
    void resumesFromASegment() {
        var resumed = tenant.start(r -> r.persistentChat(
                past -> past.rehydrationType(RehydrationType.FROM_SEGMENT).sourceContactId(c2)));
        assertThat(resumed.continuedFromContactId()).isEqualTo(c2);
        assertThat(tenant.describe(resumed.contactId()).relatedContactId()).isEqualTo(c2);
        assertThat(past(resumed.participantToken())).containsExactly(c1, c2);
    }

    /** The contacts whose items a resumed chat can read, oldest first. */
    private Set<String> past(String participantToken) {
        var customer = calls.joined(participantToken);
        var contacts = new LinkedHashSet<String>();
        for (var item : customer.everything()) {
            if (item.relatedContactId() != null) {
                contacts.add(item.relatedContactId());
            }
        }
        return contacts;
    }

    @Test
    void listsTheWholeConversationInTheTranscript() {
        var resumed = tenant.start(r -> r.persistentChat(past ->
                past.rehydrationType(RehydrationType.ENTIRE_PAST_SESSION).sourceContactId(c1)));
        Participant customer = calls.joined(resumed.participantToken());
        var summaries = new ArrayList<String>();
        for (Item item : customer.everything()) {
            if (item.relatedContactId() != null) {
                summaries.add(
                        item.content() == null
                                ? item.contentType()
                                        .substring(item.contentType().indexOf("event.") + 6)
                                : item.participantRoleAsString() + ": " + item.content());
            }
        }
        assertThat(summaries)
                .containsExactly(
                        "participant.joined",
                        "SYSTEM: An agent will be with you shortly.",
                        "participant.joined",
                        "AGENT: I am a1",
                        "CUSTOMER: My parcel is lost",
                        "participant.left",
                        "transfer.succeeded",
                        "participant.joined",
                        "AGENT: I am a2",
                        "participant.left",
                        "SYSTEM: How did we do? Send us a word, or close the chat.",
                        "CUSTOMER: Well done",
                        "SYSTEM: Thank you.",
                        "chat.ended");
    }
}
