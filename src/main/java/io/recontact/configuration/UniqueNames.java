package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserves names, under an advisory lock that every writer of names takes first. The unique constraints would refuse a
 * second resource of a name as well, but each refusal would be an ERROR line in the log of the server.
 */
@Component
class UniqueNames {

    private final InstanceRepository instances;

    UniqueNames(InstanceRepository instances) {
        this.instances = instances;
    }

    /**
     * Reserves a name within an instance until the end of the transaction, which must write it.
     *
     * @param label the type of the resource, for the message
     * @param isTaken looks for another resource of the name; a statement of its own, so that it sees what was committed
     *     until the lock was granted
     * @throws DuplicateResourceException if the name is taken
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void reserve(InstanceId instance, String label, BooleanSupplier isTaken) {
        instances.lockNames(instance.toString());
        if (isTaken.getAsBoolean()) {
            throw new DuplicateResourceException(
                    "Instance %s has another %s of that name".formatted(instance, label.toLowerCase(Locale.ROOT)));
        }
    }

    /** Reserves the alias of an instance until the end of the transaction; false if another instance has it. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean reserveAlias(String alias) {
        instances.lockNames("aliases");
        return !instances.existsByAlias(alias);
    }
}
