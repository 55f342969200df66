package io.recontact.routing.desk.web;

import io.recontact.access.Caller;
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
import io.recontact.wire.ResourceName;
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
    AgentDesk.Agent describeAgent(
            Caller caller, @PathVariable("InstanceId") String instanceId, @PathVariable("UserId") String userId) {
        var instance = existing(caller, instanceId);
        var user = users.require(instance, user(instance, "UserId", userId)).id();
        return AgentDesk.Agent.of(user.value(), agents.state(user).orElse(null), agents.contacts(user));
    }

    @GetMapping("/offers")
    AgentDesk.Offers listAgentOffers(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("UserId") String userId,
            @RequestParam(required = false) @Min(0) @Max(MAX_WAIT) @Nullable Integer wait) {
        var instance = existing(caller, instanceId);
        var patience = wait == null ? Duration.ZERO : Duration.ofSeconds(wait);
        return new AgentDesk.Offers(offers.await(instance, user(instance, "UserId", userId), patience).stream()
                .map(AgentDesk.Offer::of)
                .toList());
    }

    @PostMapping("/contacts/{ContactId}/accept")
    AgentDesk.Accepted acceptAgentContact(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("UserId") String userId,
            @PathVariable("ContactId") String contactId) {
        var instance = existing(caller, instanceId);
        return AgentDesk.Accepted.of(
                contacts.accept(instance, user(instance, "UserId", userId), contact(instance, contactId)));
    }

    @PostMapping("/contacts/{ContactId}/reject")
    Map<String, String> rejectAgentContact(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("UserId") String userId,
            @PathVariable("ContactId") String contactId) {
        var instance = existing(caller, instanceId);
        contacts.reject(instance, user(instance, "UserId", userId), contact(instance, contactId));
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{ContactId}/transfer")
    AgentDesk.Transferred transferAgentContact(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("UserId") String userId,
            @PathVariable("ContactId") String contactId,
            @Valid @RequestBody AgentDesk.Transfer request) {
        request.requireOne();
        var instance = existing(caller, instanceId);
        var next = transfers.transfer(
                instance, user(instance, "UserId", userId), contact(instance, contactId), target(instance, request));
        return new AgentDesk.Transferred(next.value());
    }

    @PostMapping("/contacts/{ContactId}/end")
    Map<String, String> endAgentContact(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("UserId") String userId,
            @PathVariable("ContactId") String contactId) {
        var instance = existing(caller, instanceId);
        transfers.end(instance, user(instance, "UserId", userId), contact(instance, contactId));
        return NO_OUTPUT;
    }

    @PostMapping("/contacts/{ContactId}/clear")
    Map<String, String> clearAgentContact(
            Caller caller,
            @PathVariable("InstanceId") String instanceId,
            @PathVariable("UserId") String userId,
            @PathVariable("ContactId") String contactId) {
        var instance = existing(caller, instanceId);
        contacts.dismiss(instance, user(instance, "UserId", userId), contact(instance, contactId));
        return NO_OUTPUT;
    }

    /** The queue of an agent has the agent's id. */
    private QueueId target(InstanceId instance, AgentDesk.Transfer request) {
        if (request.queueId() != null) {
            return new QueueId(ResourceName.within(instance, "queue", "QueueId", request.queueId()));
        }
        var agent = user(instance, "UserId", Objects.requireNonNull(request.userId()));
        return new QueueId(users.require(instance, agent).id().value());
    }

    private static UserId user(InstanceId instance, String member, String text) {
        return new UserId(ResourceName.within(instance, "agent", member, text));
    }

    private static ContactId contact(InstanceId instance, String text) {
        return new ContactId(ResourceName.within(instance, "contact", "ContactId", text));
    }

    private InstanceId existing(Caller caller, String instanceId) {
        return instances.require(caller.instance(instanceId)).id();
    }
}
