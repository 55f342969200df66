package io.recontact.flow.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.contact.ContactService;
import io.recontact.flow.FlowStepService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of flows in the admin API. */
@RestController
class FlowStepController {

    private final ContactService contacts;
    private final FlowStepService steps;

    FlowStepController(ContactService contacts, FlowStepService steps) {
        this.contacts = contacts;
        this.steps = steps;
    }

    @GetMapping("/admin/v1/instances/{InstanceId}/contacts/{ContactId}/flow-steps")
    FlowSteps.Response listContactFlowSteps(InstanceId instance, ContactId contact) {
        contacts.read(instance, contact);
        return FlowSteps.Response.of(steps.find(contact));
    }
}
