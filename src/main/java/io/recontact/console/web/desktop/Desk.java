package io.recontact.console.web.desktop;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import io.recontact.chat.participant.CustomerNames;
import io.recontact.chat.participant.ParticipantSessions;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.Queue;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.routing.AgentContact;
import io.recontact.routing.AgentContactState;
import io.recontact.routing.AgentService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the status of an agent, and the contacts that the agent has in all their states. */
@Component
@ConsoleEnabled
class Desk {

    private final AgentService agents;
    private final AgentStatusService statuses;
    private final ContactService contacts;
    private final QueueService queues;
    private final CustomerNames customers;
    private final ParticipantSessions sessions;
    private final UnreadMarks marks;
    private final Clock clock;

    Desk(
            AgentService agents,
            AgentStatusService statuses,
            ContactService contacts,
            QueueService queues,
            CustomerNames customers,
            ParticipantSessions sessions,
            UnreadMarks marks,
            Clock clock) {
        this.agents = agents;
        this.statuses = statuses;
        this.contacts = contacts;
        this.queues = queues;
        this.customers = customers;
        this.sessions = sessions;
        this.marks = marks;
        this.clock = clock;
    }

    /**
     * The status of the agent.
     *
     * @param next the name of the status that follows once no contact is left; null for none
     * @param secondsSince null for an agent who has never set a status
     */
    record Status(
            String name,
            String kind,
            @Nullable Long secondsSince,
            @Nullable String next,
            List<Choice> choices) {}

    /** A status to choose. */
    record Choice(UUID id, String name, boolean isCurrent) {}

    /**
     * A contact in the list.
     *
     * @param secondsLeft until an offer counts as missed, or after-contact work as complete; null if neither ends
     */
    record Row(
            UUID contact,
            String customer,
            String channel,
            String queue,
            AgentContactState state,
            long secondsSince,
            @Nullable Long secondsLeft,
            boolean isOpen,
            boolean isUnread) {

        /** Returns a text that differs once the row looks different, apart from its seconds. */
        String version() {
            return "%s %s %s %s %s".formatted(contact, state, customer, isOpen, isUnread);
        }
    }

    /** A contact of the agent with what is known of it. */
    record Held(AgentContact held, ContactView contact, String customer, String queue) {

        SessionId session() {
            return contact.session();
        }

        /** Returns the contact to which the transcript is limited: once left, the chat may go on with another agent. */
        @Nullable ContactId scope() {
            return held.state() == AgentContactState.ENDED ? id() : null;
        }

        /** Public, so that the template can call it. */
        public ContactId id() {
            return held.contact();
        }

        /** Public, so that the template can call it. */
        public boolean isConnected() {
            return held.state() == AgentContactState.CONNECTED;
        }

        /** Public, so that the template can call it. */
        public boolean isChat() {
            return held.channel() == Channel.CHAT;
        }
    }

    Status status(ConsoleUser user) {
        var agent = agents.find(user.id());
        var all = statuses.list(user.instance());
        // Who has never set a status is offline. A choice that shows another one could not be chosen.
        var current = agent.flatMap(found -> find(all, found.status().value()))
                .or(() -> all.stream()
                        .filter(status -> status.type() == AgentStatus.Type.OFFLINE)
                        .findFirst());
        var next = agent.map(found -> found.nextStatus()).flatMap(id -> find(all, id.value()));
        return new Status(
                current.map(AgentStatus::name).orElse("Offline"),
                current.map(AgentStatus::type).orElse(AgentStatus.Type.OFFLINE).name(),
                agent.map(found -> since(found.statusSince())).orElse(null),
                next.map(AgentStatus::name).orElse(null),
                all.stream()
                        .filter(status -> status.state() == AgentStatus.State.ENABLED)
                        .map(status -> new Choice(
                                status.id().value(),
                                status.name(),
                                next.or(() -> current).filter(status::equals).isPresent()))
                        .toList());
    }

    private static Optional<AgentStatus> find(List<AgentStatus> all, UUID id) {
        return all.stream().filter(status -> status.id().value().equals(id)).findFirst();
    }

    /** Returns the contacts of the agent: offers first, then the oldest state first. */
    List<Row> rows(ConsoleUser user, @Nullable ContactId open) {
        var now = clock.instant();
        var held = agents.contacts(user.id()).stream()
                .filter(contact -> contact.state() != AgentContactState.CONNECTING || isAhead(contact.dueAt(), now))
                .toList();
        var views = held.stream()
                .collect(Collectors.toMap(
                        AgentContact::contact, contact -> contacts.read(user.instance(), contact.contact())));
        var names =
                customers.find(views.values().stream().map(ContactView::session).collect(Collectors.toSet()));
        var queueNames = queueNames(user, held);
        var unread = marks.unread(
                user.id(),
                held.stream()
                        .filter(contact -> contact.state() == AgentContactState.CONNECTED
                                && contact.participant() != null
                                && !contact.contact().equals(open))
                        .collect(Collectors.toMap(
                                AgentContact::contact,
                                contact -> Objects.requireNonNull(views.get(contact.contact()))
                                        .session())));
        return held.stream()
                .map(contact -> row(contact, views, names, queueNames, unread, open))
                .sorted((one, other) -> Boolean.compare(isOffer(other), isOffer(one)))
                .toList();
    }

    private Row row(
            AgentContact contact,
            Map<ContactId, ContactView> views,
            Map<SessionId, String> names,
            Map<QueueId, String> queueNames,
            Set<ContactId> unread,
            @Nullable ContactId open) {
        var view = Objects.requireNonNull(views.get(contact.contact()));
        var due = contact.dueAt();
        return new Row(
                contact.contact().value(),
                customer(view, names),
                contact.channel() == Channel.CHAT ? "Chat" : "Task",
                queueNames.getOrDefault(contact.queue(), "deleted queue"),
                contact.state(),
                since(contact.stateSince()),
                due == null
                        ? null
                        : Math.max(0, Duration.between(clock.instant(), due).toSeconds()),
                contact.contact().equals(open),
                unread.contains(contact.contact()));
    }

    private static boolean isOffer(Row row) {
        return row.state() == AgentContactState.CONNECTING;
    }

    private static boolean isAhead(@Nullable Instant due, Instant now) {
        return due != null && due.isAfter(now);
    }

    /**
     * Returns a contact that the agent has, in any state.
     *
     * @throws ResourceNotFoundException if the agent does not have it
     */
    Held require(ConsoleUser user, ContactId id) {
        return find(user, id)
                .orElseThrow(() -> new ResourceNotFoundException("You do not have contact %s".formatted(id)));
    }

    Optional<Held> find(ConsoleUser user, ContactId id) {
        return agents.contact(user.id(), id).map(held -> held(user, held));
    }

    private Held held(ConsoleUser user, AgentContact held) {
        var id = held.contact();
        var view = contacts.describe(user.instance(), id);
        return new Held(
                held,
                view,
                customer(view, customers.find(Set.of(view.session()))),
                queueNames(user, List.of(held)).getOrDefault(held.queue(), "deleted queue"));
    }

    private static String customer(ContactView view, Map<SessionId, String> names) {
        var name = view.channel() == Channel.CHAT ? names.get(view.session()) : view.name();
        return name == null || name.isBlank() ? "Unnamed" : name;
    }

    private Map<QueueId, String> queueNames(ConsoleUser user, List<AgentContact> held) {
        var names =
                queues
                        .findAll(
                                user.instance(),
                                held.stream().map(AgentContact::queue).collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(Queue::id, Queue::name));
        names.put(new QueueId(user.id().value()), "for you");
        return names;
    }

    /** Returns the sessions of the chats that the agent has accepted. */
    Set<SessionId> sessions(UserId agent) {
        var found = new HashSet<SessionId>();
        for (var contact : agents.contacts(agent)) {
            var participant = contact.participant();
            if (participant != null) {
                sessions.find(participant).ifPresent(found::add);
            }
        }
        return found;
    }

    private long since(Instant time) {
        return Math.max(0, Duration.between(time, clock.instant()).toSeconds());
    }
}
