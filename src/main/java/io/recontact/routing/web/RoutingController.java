package io.recontact.routing.web;

import io.recontact.access.Caller;
import io.recontact.directory.UserId;
import io.recontact.routing.ContactRouting;
import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import io.recontact.wire.ResourceName;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The operations on contacts that wait for an agent. */
@RestController
class RoutingController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final ContactRouting routing;

    RoutingController(ContactRouting routing) {
        this.routing = routing;
    }

    @PostMapping("/contacts/{InstanceId}/{ContactId}/associate-user")
    Map<String, String> associateContactWithUser(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("ContactId") String contactId,
            @Valid @RequestBody AssociateContactWithUser.Request request) {
        var instance = caller.instance(instanceId);
        routing.offer(
                instance,
                contact(instance, contactId),
                new UserId(ResourceName.within(instance, "agent", "UserId", request.userId())));
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{InstanceId}/{ContactId}/routing-data")
    Map<String, String> updateContactRoutingData(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("ContactId") String contactId,
            @Valid @RequestBody UpdateContactRoutingData.Request request) {
        var instance = caller.instance(instanceId);
        routing.change(instance, contact(instance, contactId), request.toRoutingChange());
        return NO_OUTPUT;
    }

    private static ContactId contact(InstanceId instance, String text) {
        return new ContactId(ResourceName.within(instance, "contact", "ContactId", text));
    }
}
