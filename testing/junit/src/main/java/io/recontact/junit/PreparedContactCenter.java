package io.recontact.junit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The instance of the next test, which a thread creates while a test runs with the one before. */
final class PreparedContactCenter {

    private final AtomicReference<@Nullable CompletableFuture<ContactCenter>> next = new AtomicReference<>();
    private final Supplier<ContactCenter> creation;

    PreparedContactCenter(Supplier<ContactCenter> creation) {
        this.creation = creation;
    }

    /** Returns an instance that nobody else has, and begins to create another one. */
    ContactCenter take() {
        var prepared = next.getAndSet(null);
        var taken = prepared == null ? creation.get() : await(prepared);
        next.compareAndSet(null, CompletableFuture.supplyAsync(creation, PreparedContactCenter::runInDaemon));
        return taken;
    }

    private ContactCenter await(CompletableFuture<ContactCenter> prepared) {
        try {
            return prepared.join();
        } catch (CompletionException e) {
            // A test may have made it fail, with a fault for all instances. This one fails with its own reason, if it
            // does.
            return creation.get();
        }
    }

    private static void runInDaemon(Runnable task) {
        var thread = new Thread(task, "recontact-next-instance");
        thread.setDaemon(true);
        thread.start();
    }
}
