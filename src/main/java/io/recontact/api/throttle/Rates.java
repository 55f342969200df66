package io.recontact.api.throttle;

import io.recontact.api.Operation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rate of each operation.
 *
 * @param named rates by the name of the operation
 * @param other the rate of every other operation of the model; null for no limit
 */
record Rates(Map<String, Rate> named, @Nullable Rate other) {

    Rates {
        named = Map.copyOf(named);
    }

    Optional<Rate> of(Operation operation) {
        return Optional.ofNullable(named.getOrDefault(operation.name(), operation.isOfModel() ? other : null));
    }
}
