package io.recontact.retention;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InstanceMoves;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceConflictException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.InstanceService;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Erases the sessions of a contact or of a customer at once, of any age: contacts, participants, transcripts,
 * attachments and all that belongs to them. Files outside of the database follow by a job. A record without personal
 * data remains. Sessions that have not ended, or have a legal hold, stay.
 */
@Service
public class ErasureService {

    private static final int BATCH = 100;

    private final EndedSessions sessions;
    private final SessionDeletion deletion;
    private final LegalHoldRepository holds;
    private final ErasureRepository erasures;
    private final InstanceService instances;
    private final InstanceMoves moves;
    private final UuidV7Generator ids;
    private final TransactionOperations transactions;
    private final Clock clock;

    ErasureService(
            EndedSessions sessions,
            SessionDeletion deletion,
            LegalHoldRepository holds,
            ErasureRepository erasures,
            InstanceService instances,
            InstanceMoves moves,
            UuidV7Generator ids,
            TransactionOperations transactions,
            Clock clock) {
        this.sessions = sessions;
        this.deletion = deletion;
        this.holds = holds;
        this.erasures = erasures;
        this.instances = instances;
        this.moves = moves;
        this.ids = ids;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Erases the session of a contact.
     *
     * @param reason 1 to 1,000 characters, which remain in the record
     * @param requestedBy the access key of the caller
     * @throws ResourceNotFoundException if the instance has no such contact, or it is erased already
     * @throws ResourceConflictException if the session has not ended, or has a legal hold
     * @throws InvalidRequestException if the reason is invalid
     */
    public Erasure eraseContact(InstanceId instance, ContactId contact, String reason, String requestedBy) {
        instances.require(instance);
        LegalHoldService.requireReason(reason);
        var session = sessions.sessionOf(instance, contact)
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Contact %s does not exist in instance %s".formatted(contact, instance)));
        var erasure = newErasure(instance, contact, reason, requestedBy);
        transactions.executeWithoutResult(_ -> {
            erasures.insert(erasure);
            if (deleteEnded(erasure, List.of(session)) == 0) {
                throw new ResourceConflictException(
                        "The session of contact %s has not ended, or has a legal hold".formatted(contact));
            }
            erasures.end(erasure.id(), clock.instant());
        });
        return erasures.read(erasure.id());
    }

    /**
     * Erases all sessions with a contact of a customer, batch by batch. After an interruption, a further call erases
     * the rest.
     *
     * @param customerId 1 to 128 characters, which do not remain in the record
     * @param reason 1 to 1,000 characters, which remain in the record
     * @param requestedBy the access key of the caller
     * @throws ResourceNotFoundException if the instance does not exist
     * @throws io.recontact.api.TooManyRequestsException if an export of the instance begins meanwhile
     * @throws InvalidRequestException if the CustomerId or the reason is invalid
     */
    public Erasure eraseCustomer(InstanceId instance, String customerId, String reason, String requestedBy) {
        instances.require(instance);
        LegalHoldService.requireCustomerId(customerId);
        LegalHoldService.requireReason(reason);
        var erasure = newErasure(instance, null, reason, requestedBy);
        erasures.insert(erasure);
        var page = sessions.sessionsOf(instance, customerId, null, BATCH);
        while (!page.isEmpty()) {
            var batch = page;
            transactions.executeWithoutResult(_ -> deleteEnded(erasure, batch));
            page = sessions.sessionsOf(instance, customerId, page.getLast(), BATCH);
        }
        erasures.end(erasure.id(), clock.instant());
        return erasures.read(erasure.id());
    }

    /**
     * Returns a page of the records of an instance, oldest first.
     *
     * @param after the id before the page; null for the first page
     */
    public List<Erasure> page(InstanceId instance, @Nullable UUID after, int size) {
        return erasures.page(instance, after, size);
    }

    private Erasure newErasure(InstanceId instance, @Nullable ContactId contact, String reason, String requestedBy) {
        return new Erasure(ids.next(), instance, contact, reason, requestedBy, clock.instant(), null, Map.of(), 0);
    }

    /**
     * Deletes those of some sessions that may go, and returns their number. An export may have begun since the call was
     * admitted, and copies what is there.
     */
    private int deleteEnded(Erasure erasure, List<UUID> batch) {
        moves.requireAdmitted(erasure.instance(), false);
        holds.lockAgainstPlacing();
        var ended = sessions.lockEnded(batch).erasedBy(erasure.id());
        erasures.add(
                erasure.id(),
                deletion.delete(ended),
                batch.size() - ended.sessions().size());
        return ended.sessions().size();
    }
}
