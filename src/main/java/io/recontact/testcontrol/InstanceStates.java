package io.recontact.testcontrol;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.InstanceState.Count;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.TestControlsEnabled;
import io.recontact.configuration.InstanceService;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The state of instances: what all modules keep of them beside their configuration. */
@Service
@TestControlsEnabled
public class InstanceStates {

    private static final int PAGE = 100;

    private final ObjectProvider<InstanceState> modules;
    private final InstanceService instances;

    InstanceStates(ObjectProvider<InstanceState> modules, InstanceService instances) {
        this.modules = modules;
        this.instances = instances;
    }

    /**
     * Counts the state of an instance.
     *
     * @throws ResourceNotFoundException if the instance does not exist
     */
    public List<Count> count(InstanceId instance) {
        instances.require(instance);
        return modules.orderedStream()
                .flatMap(module -> module.count(instance).stream())
                .toList();
    }

    /**
     * Ends and deletes all contacts of an instance, with everything that belongs to them, and returns its agents to
     * their state at the beginning. Its configuration stays.
     *
     * @throws ResourceNotFoundException if the instance does not exist
     * @throws ResourceConflictException if it has a legal hold
     */
    public void reset(InstanceId instance) {
        instances.require(instance);
        modules.orderedStream().forEach(module -> module.reset(instance));
    }

    /** Refuses unless no instance has any state. */
    void requireNone(String refusal) {
        UUID last = null;
        do {
            var page = instances.page(last, PAGE);
            last = page.isEmpty() ? null : page.getLast().id().value();
            for (var instance : page) {
                count(instance.id()).stream()
                        .filter(count -> count.number() > 0)
                        .findFirst()
                        .ifPresent(count -> {
                            throw new ResourceConflictException("%s while instance %s has state: %d %s. Reset it first"
                                    .formatted(refusal, instance.id(), count.number(), count.name()));
                        });
            }
        } while (last != null);
    }
}
