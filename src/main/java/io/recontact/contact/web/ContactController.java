package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.PublicUrl;
import io.recontact.chat.participant.ConnectionCredentials;
import io.recontact.chat.participant.ParticipantConnectionService;
import io.recontact.chat.participant.Websocket;
import io.recontact.contact.ContactDataService;
import io.recontact.contact.ContactService;
import io.recontact.contact.StartChatContactService;
import io.recontact.contact.TagRules;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.contact.web.StartChatContact.ConnectionType;
import io.recontact.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ContactController {

    /** restJson1 answers an operation without output with an empty object. */
    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final StartChatContactService chats;
    private final ContactService contacts;
    private final ContactDataService data;
    private final ParticipantConnectionService connections;
    private final PublicUrl publicUrl;
    private final Clock clock;

    ContactController(
            StartChatContactService chats,
            ContactService contacts,
            ContactDataService data,
            ParticipantConnectionService connections,
            PublicUrl publicUrl,
            Clock clock) {
        this.chats = chats;
        this.contacts = contacts;
        this.data = data;
        this.connections = connections;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @PutMapping("/contact/chat")
    StartChatContact.Response startChatContact(
            Caller caller, @Valid @RequestBody StartChatContact.Request request, HttpServletRequest exchange) {
        var chat = chats.start(request.toNewChat(caller), request.token());
        if (request.connectionTypes() == null) {
            return StartChatContact.Response.of(chat, null, null);
        }
        var connection = connections.issue(chat.participant());
        return StartChatContact.Response.of(
                chat,
                request.wants(ConnectionType.CONNECTION_CREDENTIALS) ? ConnectionCredentials.of(connection) : null,
                request.wants(ConnectionType.WEBSOCKET)
                        ? Websocket.of(connection, publicUrl.websocket(exchange, Websocket.PATH))
                        : null);
    }

    @GetMapping("/contacts/{InstanceId}/{ContactId}")
    DescribeContact.Response describeContact(Caller caller, InstanceId instance, ContactId contact) {
        return DescribeContact.Response.of(
                contacts.describe(instance, contact), instance, caller.arns(), clock.instant());
    }

    @PostMapping("/contact/stop")
    Map<String, String> stopContact(Caller caller, @Valid @RequestBody StopContact.Request request) {
        if (request.disconnectReason() != null) {
            throw new InvalidRequestException("DisconnectReason is for contacts of outbound campaigns only");
        }
        var instance = caller.instance(request.instanceId());
        contacts.stop(instance, ContactId.parse(instance, "ContactId", request.contactId()));
        return NO_OUTPUT;
    }

    @PostMapping("/contact/delete/{InstanceId}/{ContactId}")
    Map<String, String> deleteContactData(
            @Valid @RequestBody DeleteContactData.Request request, InstanceId instance, ContactId contact) {
        data.delete(instance, contact, Set.copyOf(request.contactFields()));
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{InstanceId}/{ContactId}")
    Map<String, String> updateContact(
            @Valid @RequestBody UpdateContact.Request request, InstanceId instance, ContactId contact) {
        contacts.update(instance, contact, request.toContactChange());
        return NO_OUTPUT;
    }

    @GetMapping("/contact/attributes/{InstanceId}/{InitialContactId}")
    ContactAttributes.GetResponse getContactAttributes(InstanceId instance, ContactId contact) {
        return new ContactAttributes.GetResponse(contacts.attributes(instance, contact));
    }

    @PostMapping("/contact/attributes")
    Map<String, String> updateContactAttributes(
            Caller caller, @Valid @RequestBody ContactAttributes.UpdateRequest request) {
        var instance = caller.instance(request.instanceId());
        contacts.updateAttributes(
                instance,
                ContactId.parse(instance, "InitialContactId", request.initialContactId()),
                new UserDefinedAttributes(request.attributes()));
        return NO_OUTPUT;
    }

    @PostMapping("/contact/tags")
    Map<String, String> tagContact(Caller caller, @Valid @RequestBody ContactTags.TagRequest request) {
        request.requireValid();
        var instance = caller.instance(request.instanceId());
        contacts.tag(instance, ContactId.parse(instance, "ContactId", request.contactId()), request.tags());
        return NO_OUTPUT;
    }

    @DeleteMapping("/contact/tags/{InstanceId}/{ContactId}")
    Map<String, String> untagContact(
            @RequestParam("TagKeys") @Size(min = 1, max = ContactTags.MAX) List<String> tagKeys,
            InstanceId instance,
            ContactId contact) {
        TagRules.requireKeys("TagKeys", tagKeys);
        contacts.untag(instance, contact, tagKeys);
        return NO_OUTPUT;
    }
}
