package io.recontact.testcontrol;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.InstanceState.Count;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.TestControlsEnabled;
import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceService;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The state of instances: what all modules keep of them beside their configuration. */
@Service
@TestControlsEnabled
public class InstanceStates {

    private static final int PAGE = 100;

    /** An end of a chat locks the chat first, and a reset the instance: the database stops one of the two. */
    private static final int MAX_ATTEMPTS = 5;

    private final ObjectProvider<InstanceState> modules;
    private final InstanceService instances;
    private final TransactionOperations transactions;

    InstanceStates(
            ObjectProvider<InstanceState> modules, InstanceService instances, TransactionOperations transactions) {
        this.modules = modules;
        this.instances = instances;
        this.transactions = transactions;
    }

    /**
     * Returns a page of all instances, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<Instance> page(@Nullable UUID after, int size) {
        return instances.page(after, size);
    }

    /**
     * Returns an instance.
     *
     * @throws ResourceNotFoundException if it does not exist
     */
    public Instance require(InstanceId instance) {
        return instances.require(instance);
    }

    /** Counts the state of an instance. */
    public List<Count> count(InstanceId instance) {
        return modules.orderedStream()
                .flatMap(module -> module.count(instance).stream())
                .toList();
    }

    /**
     * Ends and deletes all contacts of an instance, with everything that belongs to them, and returns its agents to
     * their state at the beginning. Contacts that start meanwhile are deleted too, or start after the reset.
     *
     * @param directory true to replace its configuration as well, by that of a new instance and then of the seed
     * @return the state at the end of the reset
     * @throws ResourceConflictException if it has a legal hold
     */
    public List<Count> reset(InstanceId instance, boolean directory) {
        // Most contacts go in batches, so that others wait as briefly as possible for the rest.
        modules.orderedStream().forEach(module -> module.reset(instance));
        for (int attempt = 1; ; attempt++) {
            try {
                return Objects.requireNonNull(transactions.execute(_ -> resetLocked(instance, directory)));
            } catch (PessimisticLockingFailureException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private List<Count> resetLocked(InstanceId instance, boolean directory) {
        modules.orderedStream().forEach(module -> module.lockAgainstStarts(instance));
        modules.orderedStream().forEach(module -> module.reset(instance));
        if (directory) {
            modules.orderedStream().forEach(module -> module.resetDirectory(instance));
        }
        return count(instance);
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
