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

/** Races with a fixed outcome: a call waits for a row until another transaction has committed. */
@Lazy
public class RowLocks {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RowLocks(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Locks the row of a chat session and starts a call. Once a statement of the call waits for the row, runs
     * {@code meanwhile} and commits. Returns the result of the call, or throws its exception.
     */
    public <T> T holdingSession(String session, Callable<T> call, Runnable meanwhile) {
        return holding("chat_session", "id", session, call, meanwhile);
    }

    /** Does the same with any row. */
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

    /** Returns true if a statement of another session waits for this transaction now. */
    private boolean isWaitedFor() {
        return jdbc.sql("""
                        select exists (
                            select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))
                        """).query(Boolean.class).single();
    }
}
