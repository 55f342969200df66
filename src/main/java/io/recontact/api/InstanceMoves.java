package io.recontact.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The instances that leave this cell, or have left it. Each call of an instance asks for its state, so this keeps the
 * few rows of the table, which are never older than twice {@link #MAX_AGE}. Plain JDBC, because every call reads it.
 */
@Repository
public class InstanceMoves {

    /** The age at which a call reads the state again. */
    public static final Duration MAX_AGE = Duration.ofSeconds(1);

    /** The state of a move. */
    public enum State {
        /** No contact starts. */
        DRAINING,
        /** Nothing changes. */
        EXPORTED,
        /** Every call that names the instance is refused. */
        MOVED
    }

    /**
     * A move.
     *
     * @param cell the cell that has the instance; null until it has moved
     */
    public record Move(State state, @Nullable String cell) {}

    private record Known(Instant at, Map<InstanceId, Move> moves) {

        /** The clock may have been set back. */
        Duration age(Instant now) {
            return Duration.between(at, now).abs();
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile Known known = new Known(Instant.EPOCH, Map.of());

    InstanceMoves(JdbcClient jdbc, @RealTime Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Admits a call.
     *
     * @param reads whether the call changes nothing
     * @throws ResourceNotFoundException if the instance has moved to another cell
     * @throws TooManyRequestsException if the call changes something and the instance is being copied
     */
    public void requireAdmitted(InstanceId instance, boolean reads) {
        var move = current().get(instance);
        if (move != null) {
            switch (move.state()) {
                case DRAINING -> {}
                case EXPORTED -> {
                    if (!reads) {
                        throw busy(instance);
                    }
                }
                case MOVED -> throw moved(instance, move);
            }
        }
    }

    /**
     * Refuses whatever the instance does in this cell no more, by what the database says now.
     *
     * @throws ResourceNotFoundException if the instance has moved to another cell
     * @throws TooManyRequestsException if the instance is being moved
     */
    public void requireOpen(InstanceId instance) {
        var move = read().get(instance);
        if (move != null) {
            throw move.state() == State.MOVED ? moved(instance, move) : busy(instance);
        }
    }

    /** Returns true if the instance has moved to another cell. */
    public boolean hasMoved(InstanceId instance) {
        var move = current().get(instance);
        return move != null && move.state() == State.MOVED;
    }

    /** Returns the instances of which nothing may change, as another cell has their rows or is about to. */
    public Set<InstanceId> frozen() {
        return current().entrySet().stream()
                .filter(move -> move.getValue().state() != State.DRAINING)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns the moves that the database has now. */
    public Map<InstanceId, Move> read() {
        var moves = new HashMap<InstanceId, Move>();
        jdbc.sql("select instance_id, state, cell from instance_move").query(row -> {
            moves.put(
                    new InstanceId(row.getObject("instance_id", UUID.class)),
                    new Move(State.valueOf(row.getString("state")), row.getString("cell")));
        });
        return moves;
    }

    /** Sets the state of an instance, in the transaction of the caller. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(InstanceId instance, State state, @Nullable String cell) {
        jdbc.sql("""
                        insert into instance_move (instance_id, state, cell, since)
                        values (:instance, :state, :cell, :now)
                        on conflict (instance_id) do update
                            set state = excluded.state, cell = excluded.cell, since = excluded.since
                        """)
                .param("instance", instance.value())
                .param("state", state.name())
                .param("cell", cell)
                .param("now", Timestamps.timestamptz(clock.instant()))
                .update();
    }

    /** Ends a move, in the transaction of the caller: the instance stays in this cell. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(InstanceId instance) {
        jdbc.sql("delete from instance_move where instance_id = :instance")
                .param("instance", instance.value())
                .update();
    }

    /**
     * After the time, one call reads the table. The others use the old state until it is twice as old, and then read
     * the table as well: none waits for another, as the database may be away.
     */
    private Map<InstanceId, Move> current() {
        var seen = known;
        var age = seen.age(clock.instant());
        if (age.compareTo(MAX_AGE) < 0) {
            return seen.moves();
        }
        var isFirst = reading.compareAndSet(false, true);
        if (!isFirst && age.compareTo(MAX_AGE.multipliedBy(2)) < 0) {
            return seen.moves();
        }
        try {
            var now = clock.instant();
            known = new Known(now, Map.copyOf(read()));
            return known.moves();
        } finally {
            if (isFirst) {
                reading.set(false);
            }
        }
    }

    private static TooManyRequestsException busy(InstanceId instance) {
        return new TooManyRequestsException(
                "Instance %s is being moved to another cell; try again later".formatted(instance));
    }

    private static ResourceNotFoundException moved(InstanceId instance, Move move) {
        return new ResourceNotFoundException("Instance %s has moved to cell %s".formatted(instance, move.cell()));
    }
}
