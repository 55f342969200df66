package io.recontact.console.web.contacts;

import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The names of queues and users. */
@Component
@ConsoleEnabled
public class Names {

    /** More choices are no help. */
    private static final int MAX_CHOICES = 1000;

    private final QueueService queues;
    private final UserService users;

    Names(QueueService queues, UserService users) {
        this.queues = queues;
        this.users = users;
    }

    /** A name to choose in a form. */
    public record Choice(String id, String name) {}

    /** The names of some queues and users by their ids. */
    record Known(Map<UUID, String> names) {

        /** Returns a name, or the beginning of the id of what is deleted. */
        @Nullable String of(@Nullable UUID id) {
            return id == null
                    ? null
                    : names.getOrDefault(
                            id, "deleted (%s…)".formatted(id.toString().substring(0, 8)));
        }
    }

    Known find(InstanceId instance, Collection<@Nullable UUID> queueIds, Collection<@Nullable UUID> userIds) {
        var names = new HashMap<UUID, String>();
        queues.findAll(
                        instance,
                        queueIds.stream()
                                .filter(Objects::nonNull)
                                .map(QueueId::new)
                                .collect(Collectors.toSet()))
                .forEach(queue -> names.put(queue.id().value(), queue.name()));
        users.findAll(
                        instance,
                        userIds.stream()
                                .filter(Objects::nonNull)
                                .map(UserId::new)
                                .collect(Collectors.toSet()))
                .forEach(user -> names.put(user.id().value(), user.username()));
        return new Known(names);
    }

    /** Returns the standard queues of an instance by name. Those of agents have no names. */
    public List<Choice> queues(InstanceId instance) {
        return sorted(queues
                .search(
                        instance,
                        (queue, _, builder) -> builder.equal(queue.get("type"), QueueType.STANDARD),
                        null,
                        MAX_CHOICES)
                .stream()
                .map(queue -> new Choice(queue.id().toString(), queue.name())));
    }

    List<Choice> users(InstanceId instance) {
        return sorted(users.page(instance, null, MAX_CHOICES).stream()
                .map(one -> new Choice(one.id().value().toString(), one.name())));
    }

    private static List<Choice> sorted(Stream<Choice> choices) {
        return choices.sorted(Comparator.comparing(Choice::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
