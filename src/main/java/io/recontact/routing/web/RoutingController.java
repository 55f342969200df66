package io.recontact.routing.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.configuration.UserId;
import io.recontact.routing.MonitorContactService;
import io.recontact.routing.RoutingDataService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** AssociateContactWithUser, MonitorContact and UpdateContactRoutingData. */
@RestController
class RoutingController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final RoutingDataService routing;
    private final MonitorContactService monitors;

    RoutingController(RoutingDataService routing, MonitorContactService monitors) {
        this.routing = routing;
        this.monitors = monitors;
    }

    @PostMapping("/contact/monitor")
    MonitorContact.Response monitorContact(Caller caller, @Valid @RequestBody MonitorContact.Request request) {
        var instance = caller.instance(request.instanceId());
        var contact = ContactId.parse(instance, "ContactId", request.contactId());
        var capabilities = request.allowedMonitorCapabilities();
        monitors.monitor(
                instance,
                new MonitorContactService.Command(
                        contact,
                        UserId.parse(instance, "UserId", request.userId()),
                        capabilities == null ? Set.of() : Set.copyOf(capabilities)),
                request.clientToken());
        return new MonitorContact.Response(contact.toString(), caller.arns().of(instance, contact));
    }

    @PostMapping("/contacts/{InstanceId}/{ContactId}/associate-user")
    Map<String, String> associateContactWithUser(
            @Valid @RequestBody AssociateContactWithUser.Request request, InstanceId instance, ContactId contact) {
        routing.offer(instance, contact, UserId.parse(instance, "UserId", request.userId()));
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{InstanceId}/{ContactId}/routing-data")
    Map<String, String> updateContactRoutingData(
            @Valid @RequestBody UpdateContactRoutingData.Request request, InstanceId instance, ContactId contact) {
        routing.change(instance, contact, request.toRoutingData());
        return NO_OUTPUT;
    }
}
