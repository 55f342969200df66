package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;

@RecontactTest
class ConversationTests {

    @Test
    void customerAndAgentReadEachOther(ContactCenter center) {
        var agent = center.newAgent();
        var chat = center.startChat("Ada");
        chat.customer().send("Where is my parcel?");

        var grace = agent.accept(chat);
        grace.expectMessage("Where is my parcel?");
        grace.send("On its way");

        chat.customer().expectMessage("On its way");
    }

    @Test
    void freesTheAgentForTheNextChat(ContactCenter center, ConnectClient connect) {
        var agent = center.newAgent();
        var first = center.startChat("Ada");
        agent.accept(first);
        first.customer().disconnect();
        agent.clear(first);

        agent.accept(center.startChat("Bob")).expectEvent("participant.joined");

        var contact = connect.describeContact(
                        request -> request.instanceId(center.instanceId()).contactId(first.contactId()))
                .contact();
        assertThat(contact.disconnectTimestamp()).isNotNull();
    }

    @Test
    void eachMessageMeetsOneExpectation(ContactCenter center) {
        var agent = center.newAgent();
        var chat = center.startChat("Ada");
        var grace = agent.accept(chat);
        grace.send("Yes");
        grace.send("Yes");

        var first = chat.customer().expectMessage("Yes");
        var second = chat.customer().expectMessage("Yes");

        assertThat(second.id()).isNotEqualTo(first.id());
    }
}
