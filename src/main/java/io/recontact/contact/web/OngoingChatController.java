package io.recontact.contact.web;

import io.recontact.access.Caller;
import io.recontact.contact.OngoingChats;
import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import io.recontact.wire.ResourceName;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The operations on chats that go on. */
@RestController
class OngoingChatController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final OngoingChats chats;

    OngoingChatController(OngoingChats chats) {
        this.chats = chats;
    }

    @PostMapping("/contact/create-participant")
    CreateParticipant.Response createParticipant(Caller caller, @Valid @RequestBody CreateParticipant.Request request) {
        var instance = caller.instance(request.instanceId());
        var participant =
                request.participantDetails().toNewParticipant(contact(instance, "ContactId", request.contactId()));
        return CreateParticipant.Response.of(chats.invite(instance, participant, request.clientToken()));
    }

    @PutMapping("/contact/participant-role-config/{InstanceId}/{ContactId}")
    Map<String, String> updateParticipantRoleConfig(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("ContactId") String contactId,
            @Valid @RequestBody UpdateParticipantRoleConfig.Request request) {
        var instance = caller.instance(instanceId);
        chats.setTimers(instance, contact(instance, "ContactId", contactId), request.toTimerSettings());
        return NO_OUTPUT;
    }

    @PostMapping("/contact/persistent-contact-association/{InstanceId}/{InitialContactId}")
    CreatePersistentContactAssociation.Response createPersistentContactAssociation(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("InitialContactId") String initialContactId,
            @Valid @RequestBody CreatePersistentContactAssociation.Request request) {
        var instance = caller.instance(instanceId);
        var association = request.toAssociation(instance, contact(instance, "InitialContactId", initialContactId));
        return new CreatePersistentContactAssociation.Response(
                chats.associate(instance, association, request.clientToken()).toString());
    }

    private static ContactId contact(InstanceId instance, String member, String text) {
        return new ContactId(ResourceName.within(instance, "contact", member, text));
    }
}
