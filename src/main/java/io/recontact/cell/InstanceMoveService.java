package io.recontact.cell;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceMoves;
import io.recontact.api.InstanceMoves.Move;
import io.recontact.api.InstanceMoves.State;
import io.recontact.contact.ContactStarts;
import io.recontact.startup.StartupException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The states of an instance that leaves this cell. */
@Service
class InstanceMoveService {

    /**
     * The time in which all nodes know a new state and finish the calls that they had admitted before. A transaction
     * that began in that time may last longer.
     */
    private static final Duration CALLS_END = InstanceMoves.MAX_AGE.multipliedBy(5);

    private static final Duration TRANSACTIONS_END = Duration.ofMinutes(2);

    private final InstanceTables tables;
    private final InstanceMoves moves;
    private final ContactStarts starts;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    InstanceMoveService(
            InstanceTables tables,
            InstanceMoves moves,
            ContactStarts starts,
            JdbcClient jdbc,
            TransactionOperations transactions) {
        this.tables = tables;
        this.moves = moves;
        this.starts = starts;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Closes an instance to new contacts. A repeat has no effect. */
    void drain(InstanceId instance) {
        transactions.executeWithoutResult(_ -> {
            requireExists(instance);
            if (state(instance) != null) {
                requireState(instance, EnumSet.of(State.DRAINING, State.EXPORTED));
                return;
            }
            starts.close(instance);
            moves.set(instance, State.DRAINING, null);
        });
    }

    /**
     * Lets nothing of an instance change any more, except for what {@link #awaitCalls} waits for.
     *
     * @throws StartupException if the instance is not being drained
     */
    void freeze(InstanceId instance) {
        transactions.executeWithoutResult(_ -> {
            requireState(instance, EnumSet.of(State.DRAINING, State.EXPORTED));
            moves.set(instance, State.EXPORTED, null);
        });
    }

    /**
     * Waits for the calls that are under way.
     *
     * @throws StartupException if an old transaction does not end
     */
    void awaitCalls() {
        var end = sleep(CALLS_END);
        var last = end.plus(TRANSACTIONS_END);
        while (transactionsBefore(end) > 0) {
            if (sleep(Duration.ofMillis(100)).isAfter(last)) {
                throw new StartupException(
                        "Transactions have been running since before %s: end them, and export again".formatted(end));
            }
        }
    }

    /** Waits in the database, by whose clock transactions are compared; returns its time then. */
    private OffsetDateTime sleep(Duration time) {
        return jdbc.sql("select clock_timestamp() from (select pg_sleep(:seconds)) slept")
                .param("seconds", time.toMillis() / 1000.0)
                .query(OffsetDateTime.class)
                .single();
    }

    private long transactionsBefore(OffsetDateTime time) {
        return jdbc.sql("""
                        select count(*)
                        from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                          and backend_type = 'client backend' and state <> 'idle' and xact_start < :time
                        """).param("time", time).query(Long.class).single();
    }

    /** Opens an instance again, which then stays in this cell. */
    void open(InstanceId instance) {
        transactions.executeWithoutResult(_ -> {
            requireState(instance, EnumSet.of(State.DRAINING, State.EXPORTED));
            starts.open(instance);
            moves.cancel(instance);
        });
    }

    /** Refuses all calls of an instance, which another cell has now. */
    void mark(InstanceId instance, String cell) {
        transactions.executeWithoutResult(_ -> {
            requireState(instance, EnumSet.of(State.EXPORTED, State.MOVED));
            moves.set(instance, State.MOVED, cell);
        });
    }

    /**
     * Deletes the rows of an instance that has moved, table after table. After an interruption, a repeat deletes the
     * rest. The rows of transcript files are deleted and the files stay, as the other cell has their rows.
     *
     * @return the number of rows
     */
    long remove(InstanceId instance) {
        requireState(instance, EnumSet.of(State.MOVED));
        long rows = 0;
        for (var table : tables.all().reversed()) {
            if (table.rows() != null) {
                Integer deleted = transactions.execute(_ -> tables.delete(table, instance));
                rows += deleted == null ? 0 : deleted;
            }
        }
        return rows;
    }

    private void requireExists(InstanceId instance) {
        if (tables.count(tables.all().getFirst(), instance) == 0) {
            throw new StartupException("Instance %s does not exist in this cell".formatted(instance));
        }
    }

    private void requireState(InstanceId instance, Set<State> allowed) {
        requireExists(instance);
        var state = state(instance);
        if (state == null || !allowed.contains(state)) {
            throw new StartupException(
                    "Instance %s is %s, not %s".formatted(instance, state == null ? "OPEN" : state, allowed));
        }
    }

    private @Nullable State state(InstanceId instance) {
        Move move = moves.read().get(instance);
        return move == null ? null : move.state();
    }
}
