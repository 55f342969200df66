package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.retention.ExpiredContacts;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes contacts that callers no longer see, session by session. Cascades of the schema remove what belongs to them.
 * Each call is one short transaction on rows that are not locked, so any number of nodes may call it at once.
 */
@Service
class ExpiredContactService implements ExpiredContacts {

    private static final UUID FIRST = new UUID(0, 0);

    private final ExpiredContactRepository rows;
    private final ChatSlotRepository slots;
    private final RetentionPolicy retention;
    private final Clock clock;

    ExpiredContactService(
            ExpiredContactRepository rows, ChatSlotRepository slots, RetentionPolicy retention, Clock clock) {
        this.rows = rows;
        this.slots = slots;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Removes at most {@code batch} sessions all of whose contacts are past their retention, and returns the number of
     * contacts. A session with a later contact that is still kept remains whole, since its first contact has the
     * attributes. Locks sessions before it reads their contacts, so it sees a contact added until the lock was granted.
     */
    @Transactional
    @Override
    public int removeSome(int batch) {
        takeTime(batch);
        var oldestKept = oldestKept();
        var sessions = rows.lockExpired(oldestKept, batch);
        return sessions.isEmpty() ? 0 : rows.delete(sessions.toArray(UUID[]::new), oldestKept);
    }

    /** Returns for how long the oldest contact has been past its retention; zero if there is none. */
    @Override
    public Duration lag() {
        var oldestKept = oldestKept();
        return rows.findOldestInitiation()
                .filter(oldest -> oldest.isBefore(oldestKept))
                .map(oldest -> Duration.between(oldest, oldestKept))
                .orElse(Duration.ZERO);
    }

    /**
     * Removes at most {@code batch} contacts of a deleted instance, with ids after {@code after}. Waits for locked
     * rows, since no later call returns to them.
     *
     * @return the last id that was removed; empty if there are no more
     */
    @Transactional
    @Override
    public Optional<UUID> removeSomeOf(InstanceId instance, @Nullable UUID after, int batch) {
        takeTime(batch);
        return rows.deleteOfInstance(instance.value(), after == null ? FIRST : after, batch);
    }

    /** Deletes the slots of a deleted instance: waits for starts that are under way, and prevents any other. */
    @Transactional
    @Override
    public void closeToStarts(InstanceId instance) {
        slots.delete(instance.value());
    }

    /** Lifts the statement timeout for a single session, however long its transcript: there is no smaller batch. */
    private void takeTime(int batch) {
        if (batch == 1) {
            rows.liftStatementTimeout();
        }
    }

    private Instant oldestKept() {
        return retention.windowAt(clock.instant()).oldestKept();
    }
}
