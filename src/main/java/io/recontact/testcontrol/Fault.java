package io.recontact.testcontrol;

import io.recontact.api.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fault that requests of an operation meet.
 *
 * @param operation the name of the operation; {@code *} for all
 * @param error the error shape; present for {@link FaultType#ERROR} only
 * @param delay how long requests wait; present for {@link FaultType#LATENCY} only
 * @param probability the share of requests that meet the fault, above 0 and up to 1
 * @param times how many more requests meet the fault; null for no limit
 * @param expiresAt when the fault ends, in real time; null if it stays
 * @param instance the only instance whose requests meet the fault; null for all
 */
public record Fault(
        UUID id,
        String operation,
        FaultType type,
        @Nullable String error,
        @Nullable Duration delay,
        double probability,
        @Nullable Integer times,
        @Nullable Instant expiresAt,
        @Nullable InstanceId instance) {

    static final String ALL_OPERATIONS = "*";

    boolean isOf(String name) {
        return operation.equals(ALL_OPERATIONS) || operation.equals(name);
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    Fault withTimes(int remaining) {
        return new Fault(id, operation, type, error, delay, probability, remaining, expiresAt, instance);
    }
}
