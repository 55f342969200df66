package io.recontact.contact;

import io.recontact.api.Batches;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InstanceMoves;
import io.recontact.retention.DueContact;
import io.recontact.retention.EndedSessions;
import io.recontact.retention.ExpiredContacts;
import io.recontact.retention.SessionBatch;
import io.recontact.retention.SessionPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds contacts that callers no longer see, session by session. A session with a later contact that is still kept
 * remains whole, since its first contact has the attributes.
 */
@Service
class ExpiredContactService implements ExpiredContacts, EndedSessions {

    private static final int ENDED_AT_ONCE = 500;
    private static final int FEW = 10;
    private static final int MANY = 1000;

    private final ExpiredContactRepository rows;
    private final ChatSlotRepository slots;
    private final EndContactRepository ends;
    private final InstanceMoves moves;

    ExpiredContactService(
            ExpiredContactRepository rows, ChatSlotRepository slots, EndContactRepository ends, InstanceMoves moves) {
        this.rows = rows;
        this.slots = slots;
        this.ends = ends;
        this.moves = moves;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    @Override
    public List<SessionPosition> lock(Instant oldestKept, SessionPosition after, int limit) {
        return rows.lockExpired(oldestKept, after, limit, frozen());
    }

    /** The cell that has these instances deletes their contacts, and knows the holds that are placed there. */
    private UUID[] frozen() {
        return moves.frozen().stream().map(InstanceId::value).toArray(UUID[]::new);
    }

    /** Reads after the locks are granted, and so sees a contact that was added until then. */
    @Transactional(propagation = Propagation.MANDATORY)
    @Override
    public SessionBatch read(List<SessionPosition> locked, Instant oldestKept) {
        var sessions =
                rows.stillExpired(locked.stream().map(SessionPosition::id).toArray(UUID[]::new), oldestKept);
        return withLater(sessions);
    }

    private SessionBatch withLater(List<UUID> sessions) {
        var contacts = new ArrayList<>(sessions);
        contacts.addAll(rows.findLater(sessions.toArray(UUID[]::new)));
        return new SessionBatch(sessions, contacts);
    }

    @Transactional(readOnly = true)
    @Override
    public Optional<UUID> sessionOf(InstanceId instance, ContactId contact) {
        return rows.findSession(instance.value(), contact.value());
    }

    @Transactional(readOnly = true)
    @Override
    public List<UUID> sessionsOf(InstanceId instance, String customerId, @Nullable UUID after, int limit) {
        return rows.findSessions(instance.value(), customerId, after, limit);
    }

    @Transactional(readOnly = true)
    @Override
    public List<UUID> sessionsOf(InstanceId instance, @Nullable UUID after, int limit) {
        return rows.findSessions(instance.value(), after, limit);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    @Override
    public void endAll(InstanceId instance) {
        boolean isFull;
        do {
            isFull = Batches.inTime(batch -> ends.endAllOf(instance, batch) == batch, ENDED_AT_ONCE);
        } while (isFull);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    @Override
    public SessionBatch lockEnded(List<UUID> sessions) {
        var ids = sessions.toArray(UUID[]::new);
        rows.lock(ids);
        return withLater(rows.findEnded(ids));
    }

    @Transactional(readOnly = true)
    @Override
    public List<DueContact> findDue(Instant oldestKept, SessionPosition after, int limit) {
        return rows.findExpired(oldestKept, after, limit, frozen());
    }

    /** The sessions of the batch are those whose first contacts are in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    @Override
    public SessionBatch lockOf(InstanceId instance, @Nullable UUID after, int limit) {
        var contacts = rows.lockOfInstance(instance.value(), after, limit);
        return new SessionBatch(contacts, contacts);
    }

    @Transactional(readOnly = true)
    @Override
    public List<DueContact> findDueOf(InstanceId instance, @Nullable UUID after, int limit) {
        return rows.findOfInstance(instance.value(), after, limit);
    }

    /** Deletes the slots of a deleted instance: waits for starts that are under way, and prevents any other. */
    @Transactional
    @Override
    public void closeToStarts(InstanceId instance) {
        slots.delete(instance.value());
    }

    @Transactional(readOnly = true)
    @Override
    public Optional<Instant> oldestDue(Instant oldestKept) {
        var page = rows.findExpired(oldestKept, SessionPosition.START, FEW, frozen());
        while (!page.isEmpty()) {
            var due = page.stream().filter(contact -> !contact.isHeld()).findFirst();
            if (due.isPresent()) {
                return due.map(contact -> contact.session().initiatedAt());
            }
            page = rows.findExpired(oldestKept, page.getLast().session(), MANY, frozen());
        }
        return Optional.empty();
    }

    @Transactional(readOnly = true)
    @Override
    public long countHeld(Instant oldestKept) {
        return rows.countHeld(oldestKept);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    @Override
    public boolean exists(InstanceId instance, ContactId contact) {
        return rows.exists(instance.value(), contact.value());
    }
}
