package io.recontact.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Races with an outcome that a test decides: a call waits for a row until another transaction has done something. */
@Lazy
public class RowLocks {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RowLocks(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Locks the row of a chat session, begins a call, and once a statement of it waits for the row, does something else
     * and commits. Gives what the call has come to, or throws what it has thrown.
     */
    public <T> T holdingSession(String session, Callable<T> call, Runnable meanwhile) {
        return holding("chat_session", "id", session, call, meanwhile);
    }

    /** The same with any row. */
    public <T> T holding(String table, String column, String id, Callable<T> call, Runnable meanwhile) {
        var running = new FutureTask<>(call);
        transaction.executeWithoutResult(_ -> {
            jdbc.sql("select from %s where %s = :id for no key update".formatted(table, column))
                    .param("id", UUID.fromString(id))
                    .query(row -> {});
            Thread.ofVirtual().start(running);
            await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(this::isWaitedFor);
            meanwhile.run();
        });
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        }
    }

    /** Whether a statement of another session waits for this transaction. Asked of the locks, as they are of now. */
    private boolean isWaitedFor() {
        return jdbc.sql("""
                        select exists (
                            select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))
                        """).query(Boolean.class).single();
    }
}
