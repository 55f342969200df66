package io.recontact.testcontrol.web;

import io.recontact.api.InstanceState.Count;
import io.recontact.api.Iso8601Time;
import io.recontact.configuration.Instance;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the operations on the state of instances. */
interface InstanceStateMembers {

    record Item(String name, long number, @Nullable String nextDue) {}

    record State(UUID instanceId, @Nullable String instanceAlias, List<Item> state) {

        static State of(Instance instance, List<Count> counts) {
            return new State(
                    instance.id().value(),
                    instance.alias(),
                    counts.stream()
                            .map(count -> new Item(
                                    count.name(),
                                    count.number(),
                                    count.nextDue() == null ? null : Iso8601Time.of(count.nextDue())))
                            .toList());
        }
    }

    record All(List<State> instances, @Nullable String nextToken) {}
}
