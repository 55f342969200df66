package io.recontact.api;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives a new resource an id that was chosen before the resource is created. */
public final class FixedId {

    private static final ScopedValue<AtomicReference<@Nullable UUID>> NEXT = ScopedValue.newInstance();

    private FixedId() {}

    /** Calls an operation whose first new resource has the id. Resources that it creates besides have random ids. */
    public static <T> T call(UUID id, Supplier<T> operation) {
        return ScopedValue.where(NEXT, new AtomicReference<@Nullable UUID>(id)).call(operation::get);
    }

    /** Returns the id that the next new resource of this thread must have, or else a generated one. */
    public static UUID orElse(Supplier<UUID> generator) {
        var fixed = NEXT.isBound() ? NEXT.get().getAndSet(null) : null;
        return fixed == null ? generator.get() : fixed;
    }
}
