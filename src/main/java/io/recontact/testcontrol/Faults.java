package io.recontact.testcontrol;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.Operations;
import io.recontact.api.RealTime;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.TestControlsEnabled;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The faults of this node. They are not stored: a restart removes them, and other nodes have their own. */
@Service
@TestControlsEnabled
public class Faults {

    private static final int MAX_FAULTS = 100;
    private static final Duration MAX_DELAY = Duration.ofMinutes(5);
    private static final String INTERNAL = "InternalServiceException";

    private final Operations operations;
    private final Clock clock;
    private final List<Fault> faults = new ArrayList<>();

    Faults(Operations operations, @RealTime Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * Adds a fault. Its error may be absent, for the error of a failure of the service.
     *
     * @param activeFor how long the fault stays, in real time; null for no limit
     * @throws InvalidParameterException if its members do not fit each other, or no operation has the name
     * @throws LimitExceededException if there are 100 faults
     */
    public synchronized Fault add(Fault wanted, @Nullable Duration activeFor) {
        requireDelay(wanted);
        var error = wanted.type() == FaultType.ERROR ? requireDeclared(wanted) : requireNoError(wanted);
        if (wanted.operation().equals(Fault.ALL_OPERATIONS)
                ? wanted.type() == FaultType.ERROR && !INTERNAL.equals(error)
                : operations.allNamed(wanted.operation()).isEmpty()) {
            throw new InvalidParameterException(
                    wanted.operation().equals(Fault.ALL_OPERATIONS)
                            ? "Error of all operations can only be %s".formatted(INTERNAL)
                            : "Operation %s does not exist".formatted(wanted.operation()));
        }
        var now = clock.instant();
        faults.removeIf(fault -> fault.hasExpired(now));
        if (faults.size() >= MAX_FAULTS) {
            throw new LimitExceededException("There are %d faults; remove some first".formatted(MAX_FAULTS));
        }
        var added = new Fault(
                UUID.randomUUID(),
                wanted.operation(),
                wanted.type(),
                error,
                wanted.delay(),
                wanted.probability(),
                wanted.times(),
                activeFor == null ? null : now.plus(activeFor),
                wanted.instance());
        faults.add(added);
        return added;
    }

    private static void requireDelay(Fault wanted) {
        var delay = wanted.delay();
        if ((delay != null) != (wanted.type() == FaultType.LATENCY)) {
            throw new InvalidParameterException("Delay is for faults of the type LATENCY, which need it");
        }
        if (delay != null && (!delay.isPositive() || delay.compareTo(MAX_DELAY) > 0)) {
            throw new InvalidParameterException("Delay must be above zero and at most %s".formatted(MAX_DELAY));
        }
    }

    private static @Nullable String requireNoError(Fault wanted) {
        if (wanted.error() != null) {
            throw new InvalidParameterException("Error is for faults of the type ERROR only");
        }
        return null;
    }

    private String requireDeclared(Fault wanted) {
        var error = wanted.error() == null ? INTERNAL : wanted.error();
        if (!error.equals(INTERNAL)
                && !wanted.operation().equals(Fault.ALL_OPERATIONS)
                && operations.allNamed(wanted.operation()).stream()
                        .noneMatch(operation -> operation.errors().contains(error))) {
            throw new InvalidParameterException(
                    "Error %s is none that %s declares".formatted(error, wanted.operation()));
        }
        return error;
    }

    /** Returns all faults in the order in which they were added. */
    public synchronized List<Fault> all() {
        var now = clock.instant();
        faults.removeIf(fault -> fault.hasExpired(now));
        return List.copyOf(faults);
    }

    /**
     * Removes a fault.
     *
     * @throws ResourceNotFoundException if there is no such fault, or it has ended
     */
    public synchronized void remove(UUID id) {
        if (!faults.removeIf(fault -> fault.id().equals(id))) {
            throw new ResourceNotFoundException("Fault %s does not exist".formatted(id));
        }
    }

    /** Removes all faults. */
    public synchronized void removeAll() {
        faults.clear();
    }

    /**
     * Takes the faults that a request meets, and counts it: delays, and then at most one fault of another type.
     *
     * @param instance finds the instance of the request; returns null if it has none. Only called if a fault asks.
     */
    public List<Fault> take(String operation, Supplier<@Nullable InstanceId> instance) {
        var candidates = all().stream().filter(fault -> fault.isOf(operation)).toList();
        var met = new ArrayList<Fault>();
        for (var fault : candidates) {
            if (isMet(fault, instance) && take(fault.id())) {
                met.add(fault);
                if (fault.type() != FaultType.LATENCY) {
                    return met;
                }
            }
        }
        return met;
    }

    private static boolean isMet(Fault fault, Supplier<@Nullable InstanceId> instance) {
        return (fault.instance() == null || fault.instance().equals(instance.get()))
                && ThreadLocalRandom.current().nextDouble() < fault.probability();
    }

    /** Returns false if other requests have used the fault up. */
    private synchronized boolean take(UUID id) {
        for (int i = 0; i < faults.size(); i++) {
            var fault = faults.get(i);
            if (fault.id().equals(id)) {
                if (fault.times() != null && fault.times() == 1) {
                    faults.remove(i);
                } else if (fault.times() != null) {
                    faults.set(i, fault.withTimes(fault.times() - 1));
                }
                return true;
            }
        }
        return false;
    }
}
