package io.recontact.console.web.supervise;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.User;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.web.contacts.Times;
import io.recontact.console.web.supervise.Board.AgentContactRow;
import io.recontact.console.web.supervise.Board.AgentRow;
import io.recontact.console.web.supervise.Board.Slots;
import io.recontact.routing.AgentContact;
import io.recontact.routing.AgentContactState;
import io.recontact.routing.CurrentUserDataService;
import io.recontact.routing.UserData;
import io.recontact.routing.UserDataQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads agents as the wall board shows them. */
@Component
@ConsoleEnabled
class AgentReader {

    private final CurrentUserDataService data;
    private final AgentStatusService statuses;
    private final UserService users;
    private final Clock clock;

    AgentReader(CurrentUserDataService data, AgentStatusService statuses, UserService users, Clock clock) {
        this.data = data;
        this.statuses = statuses;
        this.users = users;
        this.clock = clock;
    }

    /** Returns agents who are not offline or have contacts, in no order. */
    List<UserData> page(InstanceId instance, int size) {
        return data.page(new UserDataQuery(instance, null, null, null, null, null, null, size));
    }

    /** Returns an agent; empty for one who is offline and has no contacts. */
    Optional<AgentRow> find(InstanceId instance, UserId agent) {
        var found = data.page(new UserDataQuery(instance, null, null, Set.of(agent.value()), null, null, null, 1));
        return rows(instance, found, Map.of(), clock.instant()).stream().findFirst();
    }

    /**
     * Returns the rows of some agents, by name.
     *
     * @param waiting how many contacts wait in a queue; the queue of an agent has the agent's id
     */
    List<AgentRow> rows(InstanceId instance, List<UserData> agents, Map<UUID, Long> waiting, Instant now) {
        var names = users
                .findAll(
                        instance,
                        agents.stream().map(agent -> new UserId(agent.user())).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(user -> user.id().value(), AgentReader::name));
        var types = statuses.list(instance).stream()
                .collect(Collectors.toMap(status -> status.id().value(), AgentStatus::type));
        return agents.stream()
                .map(agent -> new AgentRow(
                        agent.user(),
                        names.getOrDefault(agent.user(), "deleted"),
                        agent.statusName(),
                        types.getOrDefault(agent.status(), AgentStatus.Type.CUSTOM)
                                .name()
                                .toLowerCase(Locale.ROOT),
                        agent.nextStatusName(),
                        Times.text(Duration.between(agent.statusSince(), now)),
                        slots(agent),
                        waiting.getOrDefault(agent.user(), 0L),
                        agent.contacts().stream()
                                .map(contact -> row(contact.contact(), now))
                                .toList()))
                .sorted(Comparator.comparing(AgentRow::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static String name(User user) {
        var identity = user.identity();
        var first = identity == null ? null : identity.firstName();
        var last = identity == null ? null : identity.lastName();
        return first == null || last == null || first.isBlank() || last.isBlank()
                ? user.username()
                : "%s %s (%s)".formatted(first, last, user.username());
    }

    private static List<Slots> slots(UserData agent) {
        var active = agent.activeSlots();
        return agent.maxSlots().entrySet().stream()
                .filter(slots -> slots.getValue() > 0)
                // Contacts of this service are chats and tasks; other channels only when they are in use.
                .filter(slots -> switch (slots.getKey()) {
                    case CHAT, TASK -> true;
                    case VOICE, EMAIL -> active.getOrDefault(slots.getKey(), 0) > 0;
                })
                .sorted(Map.Entry.comparingByKey())
                .map(slots -> new Slots(
                        word(slots.getKey().name()), active.getOrDefault(slots.getKey(), 0), slots.getValue()))
                .toList();
    }

    private static AgentContactRow row(AgentContact contact, Instant now) {
        return new AgentContactRow(
                contact.contact().value(),
                word(contact.channel().name()),
                state(contact.state()),
                Times.text(Duration.between(contact.stateSince(), now)),
                contact.channel() == Channel.CHAT && contact.state() == AgentContactState.CONNECTED);
    }

    private static String state(AgentContactState state) {
        return switch (state) {
            case CONNECTING -> "offered";
            case CONNECTED -> "in progress";
            case PAUSED -> "paused";
            case ENDED -> "after-contact work";
            case MISSED -> "missed";
            case REJECTED -> "rejected";
        };
    }

    private static String word(String constant) {
        return constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ROOT);
    }
}
