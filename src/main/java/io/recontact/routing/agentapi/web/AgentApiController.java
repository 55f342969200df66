package io.recontact.routing.agentapi.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QuickConnectId;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.routing.AgentContactService;
import io.recontact.routing.AgentService;
import io.recontact.routing.AgentTransferService;
import io.recontact.routing.MonitorContactService;
import io.recontact.routing.OfferLongPolling;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The agent API, which docs/agent-v1.yaml describes. Its requests are signed like those of the Connect API. */
@RestController
@RequestMapping("/agent/v1/instances/{InstanceId}/agents/{UserId}")
class AgentApiController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    /** Proxies close requests that are silent for half a minute. */
    private static final int MAX_WAIT_SECONDS = 25;

    private final InstanceService instances;
    private final UserService users;
    private final AgentService agents;
    private final OfferLongPolling offers;
    private final AgentContactService contacts;
    private final AgentTransferService transfers;
    private final MonitorContactService monitors;

    AgentApiController(
            InstanceService instances,
            UserService users,
            AgentService agents,
            OfferLongPolling offers,
            AgentContactService contacts,
            AgentTransferService transfers,
            MonitorContactService monitors) {
        this.instances = instances;
        this.users = users;
        this.agents = agents;
        this.offers = offers;
        this.contacts = contacts;
        this.transfers = transfers;
        this.monitors = monitors;
    }

    @GetMapping
    AgentApi.Agent describeAgent(@PathVariable("UserId") String userId, InstanceId instance) {
        instances.require(instance);
        var user = users.require(instance, UserId.parse(instance, "UserId", userId))
                .id();
        return AgentApi.Agent.of(
                user.value(), agents.find(user).orElse(null), agents.contacts(user), monitors.monitoredBy(user));
    }

    @GetMapping("/offers")
    AgentApi.Offers listAgentOffers(
            @PathVariable("UserId") String userId,
            @RequestParam(required = false) @Min(0) @Max(MAX_WAIT_SECONDS) @Nullable Integer wait,
            InstanceId instance) {
        instances.require(instance);
        var timeout = wait == null ? Duration.ZERO : Duration.ofSeconds(wait);
        return new AgentApi.Offers(offers.await(instance, UserId.parse(instance, "UserId", userId), timeout).stream()
                .map(AgentApi.Offer::of)
                .toList());
    }

    @PostMapping("/contacts/{ContactId}/accept")
    AgentApi.Accepted acceptAgentContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        return AgentApi.Accepted.of(contacts.accept(instance, UserId.parse(instance, "UserId", userId), contact));
    }

    @PostMapping("/contacts/{ContactId}/monitor")
    AgentApi.Accepted connectToMonitoredContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        return AgentApi.Accepted.of(monitors.credentials(instance, UserId.parse(instance, "UserId", userId), contact));
    }

    @PostMapping("/contacts/{ContactId}/barge")
    AgentApi.Accepted bargeIntoMonitoredContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        return AgentApi.Accepted.of(monitors.barge(instance, UserId.parse(instance, "UserId", userId), contact));
    }

    @PostMapping("/contacts/{ContactId}/reject")
    Map<String, String> rejectAgentContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        contacts.reject(instance, UserId.parse(instance, "UserId", userId), contact);
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{ContactId}/transfer")
    AgentApi.Transferred transferAgentContact(
            @PathVariable("UserId") String userId,
            @Valid @RequestBody AgentApi.Transfer request,
            InstanceId instance,
            ContactId contact) {
        request.requireOne();
        instances.require(instance);
        var agent = UserId.parse(instance, "UserId", userId);
        var next = request.quickConnectId() == null
                ? transfers.transfer(instance, agent, contact, target(instance, request))
                : transfers.transfer(
                        instance,
                        agent,
                        contact,
                        QuickConnectId.parse(instance, "QuickConnectId", request.quickConnectId()));
        return new AgentApi.Transferred(next.value());
    }

    @PostMapping("/contacts/{ContactId}/end")
    Map<String, String> endAgentContact(@PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        transfers.end(instance, UserId.parse(instance, "UserId", userId), contact);
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{ContactId}/clear")
    Map<String, String> clearAgentContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        contacts.dismiss(instance, UserId.parse(instance, "UserId", userId), contact);
        return NO_OUTPUT;
    }

    /** Returns the target queue. The queue of an agent has the agent's id. */
    private QueueId target(InstanceId instance, AgentApi.Transfer request) {
        if (request.queueId() != null) {
            return QueueId.parse(instance, "QueueId", request.queueId());
        }
        var agent = UserId.parse(instance, "UserId", Objects.requireNonNull(request.userId()));
        return new QueueId(users.require(instance, agent).id().value());
    }
}
