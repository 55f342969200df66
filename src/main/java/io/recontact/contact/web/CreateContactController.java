package io.recontact.contact.web;

import io.recontact.contact.CreateContactService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CreateContactController {

    private final CreateContactService records;

    CreateContactController(CreateContactService records) {
        this.records = records;
    }

    @PutMapping("/contact/task")
    StartTaskContact.Response startTaskContact(Caller caller, @Valid @RequestBody StartTaskContact.Request request) {
        var task = request.toNewRecord(caller.instance(request.instanceId()));
        return new StartTaskContact.Response(
                records.create("StartTaskContact", task, request.token()).toString());
    }

    @PutMapping("/contact/create-contact")
    CreateContact.Response createContact(Caller caller, @Valid @RequestBody CreateContact.Request request) {
        var contact = request.toNewRecord(caller.instance(request.instanceId()));
        var id = records.create("CreateContact", contact, request.token());
        return new CreateContact.Response(id.toString(), caller.arns().contact(contact.instance(), id));
    }
}
