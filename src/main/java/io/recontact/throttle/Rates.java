package io.recontact.throttle;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rate of each operation.
 *
 * @param other of operations without an own one; null leaves them unlimited
 */
record Rates(Map<String, Rate> named, @Nullable Rate other) {

    Rates {
        named = Map.copyOf(named);
    }

    Optional<Rate> of(String operation) {
        return Optional.ofNullable(named.getOrDefault(operation, other));
    }
}
