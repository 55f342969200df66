package io.recontact.contact.web;

import io.recontact.contact.CreateContactService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CreateContactController {

    private final CreateContactService contacts;

    CreateContactController(CreateContactService contacts) {
        this.contacts = contacts;
    }

    @PutMapping("/contact/task")
    StartTaskContact.Response startTaskContact(Caller caller, @Valid @RequestBody StartTaskContact.Request request) {
        var task = request.toNewContact(caller.instance(request.instanceId()));
        return new StartTaskContact.Response(
                contacts.create("StartTaskContact", task, request.token()).toString());
    }

    @PutMapping("/contact/create-contact")
    CreateContact.Response createContact(Caller caller, @Valid @RequestBody CreateContact.Request request) {
        var contact = request.toNewContact(caller.instance(request.instanceId()));
        var id = contacts.create("CreateContact", contact, request.token());
        return new CreateContact.Response(id.toString(), caller.arns().of(contact.instance(), id));
    }
}
