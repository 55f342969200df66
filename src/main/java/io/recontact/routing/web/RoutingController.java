package io.recontact.routing.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.configuration.UserId;
import io.recontact.routing.RoutingDataService;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** AssociateContactWithUser and UpdateContactRoutingData. */
@RestController
class RoutingController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final RoutingDataService routing;

    RoutingController(RoutingDataService routing) {
        this.routing = routing;
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
