package io.recontact.testcontrol.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState.Count;
import io.recontact.api.Iso8601Time;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the operations on the state of instances. */
interface InstanceStateMembers {

    record Item(String name, long number, @Nullable String nextDue) {}

    record State(UUID instanceId, List<Item> state) {

        static State of(InstanceId instance, List<Count> counts) {
            return new State(
                    instance.value(),
                    counts.stream()
                            .map(count -> new Item(
                                    count.name(),
                                    count.number(),
                                    count.nextDue() == null ? null : Iso8601Time.of(count.nextDue())))
                            .toList());
        }
    }
}
