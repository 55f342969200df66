package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.contact.ActiveChatService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The operations on active chats. */
@RestController
class ActiveChatController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final ActiveChatService chats;

    ActiveChatController(ActiveChatService chats) {
        this.chats = chats;
    }

    @PostMapping("/contact/create-participant")
    CreateParticipant.Response createParticipant(Caller caller, @Valid @RequestBody CreateParticipant.Request request) {
        var instance = caller.instance(request.instanceId());
        var participant = request.participantDetails()
                .toNewParticipant(ContactId.parse(instance, "ContactId", request.contactId()));
        return CreateParticipant.Response.of(chats.createParticipant(instance, participant, request.clientToken()));
    }

    @PutMapping("/contact/participant-role-config/{InstanceId}/{ContactId}")
    Map<String, String> updateParticipantRoleConfig(
            @Valid @RequestBody UpdateParticipantRoleConfig.Request request, InstanceId instance, ContactId contact) {
        chats.setTimers(instance, contact, request.toTimerSettings());
        return NO_OUTPUT;
    }

    @PostMapping("/contact/persistent-contact-association/{InstanceId}/{InitialContactId}")
    CreatePersistentContactAssociation.Response createPersistentContactAssociation(
            @Valid @RequestBody CreatePersistentContactAssociation.Request request,
            InstanceId instance,
            ContactId contact) {
        var association = request.toAssociation(instance, contact);
        return new CreatePersistentContactAssociation.Response(
                chats.associate(instance, association, request.clientToken()).toString());
    }
}
