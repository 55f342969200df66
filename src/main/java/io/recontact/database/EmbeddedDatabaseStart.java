package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.DisposableBean;

/**
 * A start of the embedded server in a thread of its own, while the context reads its configuration. The context closes
 * the server as its bean. If the context fails before it has that bean, this closes the server instead.
 */
final class EmbeddedDatabaseStart implements DisposableBean {

    private final FutureTask<EmbeddedDatabase> start;
    private final AtomicBoolean isTaken = new AtomicBoolean();

    private EmbeddedDatabaseStart(FutureTask<EmbeddedDatabase> start) {
        this.start = start;
    }

    static EmbeddedDatabaseStart begin(Callable<EmbeddedDatabase> start) {
        var task = new FutureTask<>(start);
        Thread.ofPlatform().name("postgres-start").start(task);
        return new EmbeddedDatabaseStart(task);
    }

    /**
     * Waits for the server, which the caller must close.
     *
     * @throws StartupException if it did not start
     */
    EmbeddedDatabase take() {
        try {
            var database = start.get();
            isTaken.set(true);
            return database;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartupException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void destroy() throws IOException {
        if (!isTaken.get()) {
            try {
                take().close();
            } catch (StartupException _) {
                // Nothing runs. The context reports the reason for which it failed first.
            }
        }
    }
}
