package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ConflictException;
import io.recontact.api.ContactId;
import io.recontact.api.IdempotencyException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.UserService;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The operations on active tasks: UpdateContactSchedule, PauseContact, ResumeContact and TransferContact. */
@Service
public class TaskService {

    private static final String TRANSFER = "TransferContact";

    /** "TotalPauseCount: valid range of 0 to 10" (the model). */
    private static final int MAX_PAUSES = 10;

    /** "A contact cannot be transferred more than 11 times." */
    private static final int MAX_TRANSFERS = 11;

    /** "Inbound flow, Transfer to agent flow, and Transfer to queue flow." */
    private static final Set<ContactFlowType> TRANSFER_TYPES =
            EnumSet.of(ContactFlowType.CONTACT_FLOW, ContactFlowType.AGENT_TRANSFER, ContactFlowType.QUEUE_TRANSFER);

    private final ContactService contacts;
    private final ContactLifecycle lifecycle;
    private final ContactFlowService flows;
    private final QueueService queues;
    private final UserService users;
    private final ClientTokenService tokens;
    private final ContactMetrics metrics;
    private final TransactionTemplate transactions;
    private final UuidV7Generator ids;
    private final Clock clock;

    TaskService(
            ContactService contacts,
            ContactLifecycle lifecycle,
            ContactFlowService flows,
            QueueService queues,
            UserService users,
            ClientTokenService tokens,
            ContactMetrics metrics,
            TransactionTemplate transactions,
            UuidV7Generator ids,
            Clock clock) {
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.flows = flows;
        this.queues = queues;
        this.users = users;
        this.tokens = tokens;
        this.metrics = metrics;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Changes the time at which a scheduled task begins.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if it is not a task that is scheduled for later
     * @throws InvalidParameterException if the time is not within the next 6 days
     */
    public void schedule(InstanceId instance, ContactId contact, Instant at) {
        NewContact.requireSchedulable(at, clock.instant());
        requireTask(instance, contact);
        transactions.executeWithoutResult(_ -> {
            var segment = lifecycle.lock(contact).orElseThrow(() -> new InvalidRequestException(ended(contact)));
            if (segment.flow() == null || !segment.isYetToBegin(clock.instant())) {
                throw new InvalidRequestException("Contact %s is not scheduled for later".formatted(contact));
            }
            lifecycle.reschedule(segment, new ContactFlowId(segment.flow()), at);
        });
    }

    /**
     * Pauses a task.
     *
     * @param flow the flow that runs now; null for that of the event hook, if any
     * @throws ResourceNotFoundException if the instance has no such contact or flow
     * @throws InvalidRequestException if it is not a task, or the flow cannot run
     * @throws ConflictException if it has ended, is paused already, or is scheduled for later
     * @throws LimitExceededException if it was paused 10 times
     */
    public void pause(InstanceId instance, ContactId contact, @Nullable ContactFlowId flow) {
        requireTask(instance, contact);
        requireRunnable(instance, flow);
        transactions.executeWithoutResult(_ -> {
            var segment = requireLive(contact);
            if (segment.isPaused()) {
                throw new ConflictException("Contact %s is paused already".formatted(contact));
            }
            // "You can pause … all tasks that aren't expired, disconnected, or scheduled for a later time."
            if (segment.isYetToBegin(clock.instant())) {
                throw new ConflictException("Contact %s is scheduled for later".formatted(contact));
            }
            if (segment.pauseCount() >= MAX_PAUSES) {
                throw new LimitExceededException(
                        "Contact %s was paused %d times, the maximum".formatted(contact, MAX_PAUSES));
            }
            lifecycle.pause(segment, flow);
        });
    }

    /**
     * Resumes a paused task.
     *
     * @param flow the flow that runs now; null for that of the event hook, if any
     * @throws ResourceNotFoundException if the instance has no such contact or flow
     * @throws InvalidRequestException if it is not a task, or the flow cannot run
     * @throws ConflictException if it has ended, or is not paused
     */
    public void resume(InstanceId instance, ContactId contact, @Nullable ContactFlowId flow) {
        requireTask(instance, contact);
        requireRunnable(instance, flow);
        transactions.executeWithoutResult(_ -> {
            var segment = requireLive(contact);
            if (!segment.isPaused()) {
                throw new ConflictException("Contact %s is not paused".formatted(contact));
            }
            lifecycle.resume(segment, flow);
        });
    }

    /**
     * Transfers a task: its contact ends, and the next contact runs the flow. A repeat with the same token gets the
     * answer of the first request.
     *
     * @return the next contact
     * @throws ResourceNotFoundException if the instance has no such contact, flow, queue or user
     * @throws InvalidRequestException if it is not a task, has ended, or the flow is not one for transfers
     * @throws IdempotencyException if the token was used for another request
     * @throws ServiceQuotaExceededException if it was transferred 11 times
     */
    public ContactId transfer(InstanceId instance, TaskTransfer transfer, @Nullable String clientToken) {
        var claim = tokens.newClaim(instance.value(), TRANSFER, clientToken, transfer);
        try {
            requireTask(instance, transfer.contact());
            flows.requireRunnable(instance, transfer.flow(), TRANSFER_TYPES);
            if (transfer.queue() != null) {
                queues.require(instance, transfer.queue());
            }
            if (transfer.user() != null) {
                users.require(instance, transfer.user());
            }
            var next = transactions.execute(_ -> transferOnce(transfer, claim));
            if (next != null) {
                return next;
            }
        } catch (ServiceException e) {
            // The first request has ended the contact; a repeat still gets its answer.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        return findEarlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
    }

    /** Returns null and changes nothing if the token has been used. */
    private @Nullable ContactId transferOnce(TaskTransfer transfer, ClientTokenClaim claim) {
        // Locks the session first, as every operation on it does.
        var locked = lifecycle.lock(transfer.contact());
        var next = new ContactId(ids.next());
        if (!tokens.claim(claim, AnswerIds.of(next.value()))) {
            return null;
        }
        var segment = locked.orElseThrow(() -> new InvalidRequestException(ended(transfer.contact())));
        if (lifecycle.countTransfers(segment, MAX_TRANSFERS) >= MAX_TRANSFERS) {
            throw new ServiceQuotaExceededException(
                    "Contact %s was transferred %d times, the maximum".formatted(segment.contact(), MAX_TRANSFERS));
        }
        lifecycle.transfer(segment, next, transfer.flow(), transfer.target());
        return next;
    }

    private Optional<ContactId> findEarlier(ClientTokenClaim claim) {
        try {
            var earlier = tokens.findAnswer(claim).map(answer -> new ContactId(answer.id()));
            earlier.ifPresent(_ -> metrics.replayed(claim.operation()));
            return earlier;
        } catch (InvalidRequestException e) {
            throw new IdempotencyException(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** Ends an overdue contact, outside the transaction that a refusal rolls back. */
    private void requireTask(InstanceId instance, ContactId contact) {
        if (contacts.describe(instance, contact).channel() != Channel.TASK) {
            throw new InvalidRequestException("Contact %s is not a task".formatted(contact));
        }
    }

    private void requireRunnable(InstanceId instance, @Nullable ContactFlowId flow) {
        if (flow != null) {
            flows.requireRunnable(instance, flow, EnumSet.allOf(ContactFlowType.class));
        }
    }

    private LiveContact requireLive(ContactId contact) {
        return lifecycle.lock(contact).orElseThrow(() -> new ConflictException(ended(contact)));
    }

    private static String ended(ContactId contact) {
        return "Contact %s has ended".formatted(contact);
    }
}
