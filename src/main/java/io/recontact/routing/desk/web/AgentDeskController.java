package io.recontact.routing.desk.web;

import io.recontact.directory.Instances;
import io.recontact.directory.QueueId;
import io.recontact.directory.UserId;
import io.recontact.directory.Users;
import io.recontact.routing.AgentContacts;
import io.recontact.routing.Agents;
import io.recontact.routing.Offers;
import io.recontact.routing.Transfers;
import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
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

/** What the cloud service leaves to its agent desktop: docs/agent-v1.yaml describes it. Signed as everything else. */
@RestController
@RequestMapping("/agent/v1/instances/{InstanceId}/agents/{UserId}")
class AgentDeskController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    /** The longest that a request waits: proxies give up on those that are silent for half a minute or more. */
    private static final int MAX_WAIT = 25;

    private final Instances instances;
    private final Users users;
    private final Agents agents;
    private final Offers offers;
    private final AgentContacts contacts;
    private final Transfers transfers;

    AgentDeskController(
            Instances instances,
            Users users,
            Agents agents,
            Offers offers,
            AgentContacts contacts,
            Transfers transfers) {
        this.instances = instances;
        this.users = users;
        this.agents = agents;
        this.offers = offers;
        this.contacts = contacts;
        this.transfers = transfers;
    }

    @GetMapping
    AgentDesk.Agent describeAgent(@PathVariable("UserId") String userId, InstanceId instance) {
        instances.require(instance);
        var user = users.require(instance, UserId.parse(instance, "UserId", userId))
                .id();
        return AgentDesk.Agent.of(user.value(), agents.state(user).orElse(null), agents.contacts(user));
    }

    @GetMapping("/offers")
    AgentDesk.Offers listAgentOffers(
            @PathVariable("UserId") String userId,
            @RequestParam(required = false) @Min(0) @Max(MAX_WAIT) @Nullable Integer wait,
            InstanceId instance) {
        instances.require(instance);
        var patience = wait == null ? Duration.ZERO : Duration.ofSeconds(wait);
        return new AgentDesk.Offers(offers.await(instance, UserId.parse(instance, "UserId", userId), patience).stream()
                .map(AgentDesk.Offer::of)
                .toList());
    }

    @PostMapping("/contacts/{ContactId}/accept")
    AgentDesk.Accepted acceptAgentContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        return AgentDesk.Accepted.of(contacts.accept(instance, UserId.parse(instance, "UserId", userId), contact));
    }

    @PostMapping("/contacts/{ContactId}/reject")
    Map<String, String> rejectAgentContact(
            @PathVariable("UserId") String userId, InstanceId instance, ContactId contact) {
        instances.require(instance);
        contacts.reject(instance, UserId.parse(instance, "UserId", userId), contact);
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{ContactId}/transfer")
    AgentDesk.Transferred transferAgentContact(
            @PathVariable("UserId") String userId,
            @Valid @RequestBody AgentDesk.Transfer request,
            InstanceId instance,
            ContactId contact) {
        request.requireOne();
        instances.require(instance);
        var next = transfers.transfer(
                instance, UserId.parse(instance, "UserId", userId), contact, target(instance, request));
        return new AgentDesk.Transferred(next.value());
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

    /** The queue of an agent has the agent's id. */
    private QueueId target(InstanceId instance, AgentDesk.Transfer request) {
        if (request.queueId() != null) {
            return QueueId.parse(instance, "QueueId", request.queueId());
        }
        var agent = UserId.parse(instance, "UserId", Objects.requireNonNull(request.userId()));
        return new QueueId(users.require(instance, agent).id().value());
    }
}
