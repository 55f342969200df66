package io.recontact.api.throttle;

import io.recontact.api.Operation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rate of each operation.
 *
 * @param other of operations of the model without an own one; null leaves them unlimited
 */
record Rates(Map<String, Rate> named, @Nullable Rate other) {

    Rates {
        named = Map.copyOf(named);
    }

    Optional<Rate> of(Operation operation) {
        return Optional.ofNullable(named.getOrDefault(operation.name(), operation.isOfModel() ? other : null));
    }
}
