package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactView;
import io.recontact.contact.search.ContactLineage;
import io.recontact.flow.FlowStepService;
import io.recontact.routing.AgentContactActivity;
import io.recontact.routing.AgentContactActivityService;
import io.recontact.routing.AgentContactState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what has happened to a contact: its own times, the steps of its flows, and what agents have done. */
@Component
@ConsoleEnabled
class Timelines {

    private final FlowStepService steps;
    private final AgentContactActivityService activities;
    private final Names names;

    Timelines(FlowStepService steps, AgentContactActivityService activities, Names names) {
        this.steps = steps;
        this.activities = activities;
        this.names = names;
    }

    Timeline of(ConsoleUser user, ContactView contact, List<ContactLineage> lineage) {
        var id = new ContactId(contact.id());
        var ofAgents = activities.find(id);
        var known = names(user, contact, ofAgents);
        var timeline = new Timeline.Builder(contact.initiatedAt());
        addContact(timeline, contact, known);
        addAgents(timeline, contact, ofAgents, known);
        addEnd(timeline, contact, lineage, known);
        return timeline.add(steps.find(id)).build();
    }

    private Names.Known names(ConsoleUser user, ContactView contact, List<AgentContactActivity> ofAgents) {
        var agents = new ArrayList<@Nullable UUID>();
        ofAgents.forEach(activity -> agents.add(activity.agent().value()));
        var accepted = contact.accepted();
        agents.add(accepted == null ? null : accepted.agent());
        var queued = contact.queued();
        return names.find(user.instance(), Collections.singletonList(queued == null ? null : queued.queue()), agents);
    }

    private static void addContact(Timeline.Builder timeline, ContactView contact, Names.Known names) {
        timeline.add(contact.initiatedAt(), "Initiated")
                .add(contact.scheduledAt(), "Scheduled")
                .add(contact.connectedToSystemAt(), "Connected to the system");
        var queued = contact.queued();
        if (queued != null) {
            timeline.add(queued.at(), "Waited in %s".formatted(names.of(queued.queue())));
        }
        var pauses = contact.pauses();
        if (pauses != null) {
            timeline.add(pauses.lastPausedAt(), "Paused").add(pauses.lastResumedAt(), "Resumed");
        }
    }

    /**
     * Adds offers and their answers. The contact itself knows only who has accepted it, also once these have expired.
     */
    private static void addAgents(
            Timeline.Builder timeline, ContactView contact, List<AgentContactActivity> activities, Names.Known names) {
        activities.stream()
                .filter(activity -> activity.state() == AgentContactState.CONNECTING)
                .forEach(offer -> {
                    var agent = names.of(offer.agent().value());
                    timeline.add(offer.since(), "Offered to %s".formatted(agent))
                            .add(offer.until(), "%s %s".formatted(answer(offer), agent));
                });
        var accepted = contact.accepted();
        if (accepted == null) {
            return;
        }
        if (activities.stream().noneMatch(activity -> activity.followedBy() == AgentContactState.CONNECTED)) {
            timeline.add(accepted.at(), "Accepted by %s".formatted(names.of(accepted.agent())));
        }
        timeline.add(accepted.afterContactWorkStartedAt(), "After-contact work began")
                .add(accepted.afterContactWorkEndedAt(), "After-contact work ended");
    }

    private static String answer(AgentContactActivity offer) {
        return switch (offer.followedBy()) {
            case CONNECTED -> "Accepted by";
            case MISSED -> "Missed by";
            case REJECTED -> "Rejected by";
            case CONNECTING -> "Offered again to";
            case PAUSED, ENDED -> "Taken from";
            case null -> "Offer withdrawn from";
        };
    }

    private static void addEnd(
            Timeline.Builder timeline, ContactView contact, List<ContactLineage> lineage, Names.Known names) {
        var next = lineage.stream()
                .filter(follower -> follows(follower, contact))
                .map(ContactLineage::contact)
                .toList();
        var reason = contact.disconnectReason();
        var accepted = contact.accepted();
        timeline.add(
                contact.disconnectedAt(),
                reason != null
                        ? "Ended: %s".formatted(ContactSearchController.word(reason))
                        : accepted != null
                                ? "Transferred from %s".formatted(names.of(accepted.agent()))
                                : "Transferred");
        next.forEach(one -> timeline.add(
                one.initiatedAt(),
                "Continued: %s".formatted(ContactSearchController.word(one.initiationMethod())),
                one.id()));
    }

    /** Returns true for the next contact of a transfer or of a disconnect flow. */
    private static boolean follows(ContactLineage follower, ContactView contact) {
        return follower.followsFrom().stream()
                .anyMatch(link -> link.kind() == ContactLineage.Kind.PREVIOUS
                        && link.contactId().equals(contact.id()));
    }
}
