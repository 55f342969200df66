package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.ResourceDeleted;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The changes in the life of a chat or task: it enters queues, agents accept it, tasks pause and resume, and it
 * continues from contact to contact. Callers lock the session first, so that of two concurrent changes of one session
 * the second sees the result of the first.
 *
 * <p>A transfer is three calls in one transaction: {@link #lock}, {@link #startNext}, and {@link #enqueue} or a flow.
 * Events notify the modules above, routing and flow, in the order of publication. Their listeners run synchronously,
 * and no two listeners of one event depend on each other.
 */
@Service
public class ContactLifecycle {

    private final LiveContactRepository liveContacts;
    private final ContactLifecycleRepository rows;
    private final NextContactRepository nextContacts;
    private final EventHookRepository hooks;
    private final ContactFlowService flows;
    private final EndContactRepository ends;
    private final ApplicationEventPublisher events;
    private final UuidV7Generator ids;
    private final JsonMapper json;
    private final Clock clock;

    ContactLifecycle(
            LiveContactRepository liveContacts,
            ContactLifecycleRepository rows,
            NextContactRepository nextContacts,
            EventHookRepository hooks,
            ContactFlowService flows,
            EndContactRepository ends,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            JsonMapper json,
            Clock clock) {
        this.liveContacts = liveContacts;
        this.rows = rows;
        this.nextContacts = nextContacts;
        this.hooks = hooks;
        this.flows = flows;
        this.ends = ends;
        this.events = events;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Locks the session of a contact, and returns the contact if it is live. Empty if it has ended, is past a deadline,
     * or does not exist.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LiveContact> lock(ContactId contact) {
        liveContacts.lock(contact);
        return liveContacts.find(contact, clock.instant());
    }

    /** Locks the session of a contact without waiting; returns false if another transaction has locked it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean tryLockSession(ContactId contact) {
        return liveContacts.tryLock(contact);
    }

    /**
     * Lets a contact wait in a queue, at most once. Returns false and changes nothing if the queue has no room.
     *
     * @param capacity the number of contacts that may wait there, over all channels; null for no limit
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean enqueue(LiveContact segment, UUID queue, @Nullable Integer capacity) {
        if (segment.wasQueued()) {
            throw new IllegalStateException("Contact %s was queued before".formatted(segment.contact()));
        }
        if (!hasRoom(queue, capacity)) {
            return false;
        }
        var now = clock.instant();
        rows.enqueue(segment.contact().value(), queue, now);
        events.publishEvent(new ContactQueued(segment, queue, now));
        hooks.findFlow(segment.owner(), EventHook.CUSTOMER_QUEUE)
                .ifPresent(flow -> events.publishEvent(flowRequested(segment, flow, FlowTrigger.QUEUED, now)));
        return true;
    }

    /**
     * Returns whether a queue has room for one more contact; false if it was deleted. The answer holds until the end of
     * the transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hasRoom(UUID queue, @Nullable Integer capacity) {
        return rows.lockQueue(queue, capacity != null) && (capacity == null || rows.countQueued(queue) < capacity);
    }

    /** Refuses the deletion of a queue that contacts wait in. A contact that enters it now waits for the deletion. */
    @EventListener
    void on(ResourceDeleted event) {
        if (event.id() instanceof QueueId(var queue)) {
            rows.lockQueue(queue, true);
            if (rows.hasContacts(queue)) {
                throw new ResourceInUseException("Contacts wait in queue %s".formatted(queue));
            }
        }
    }

    /** Returns the contacts that wait in a queue, or will wait there again once they are resumed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> findWaiting(UUID queue) {
        return rows.findWaiting(queue);
    }

    /**
     * Changes the position of a contact in its queue, or in the queue that it enters later, and the agents that it is
     * offered to.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeRouting(LiveContact segment, RoutingData change) {
        var now = clock.instant();
        var contact = segment.contact().value();
        if (change.isMoved()) {
            rows.changeRouting(contact, change.queuePriority(), change.queueTimeAdjustmentSeconds(), now);
        }
        if (change.criteria() != null) {
            rows.changeCriteria(contact, json.writeValueAsString(change.criteria()), now);
        }
        events.publishEvent(new RoutingDataUpdated(segment, change, now));
    }

    /** Records which agent accepted a contact. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void connectAgent(LiveContact segment, UUID agent) {
        var now = clock.instant();
        rows.connectAgent(segment.contact().value(), agent, now);
        events.publishEvent(new AgentConnected(segment, agent, now));
    }

    /**
     * Ends a contact and starts the next one, in which its chat or task continues. The next contact waits in no queue
     * and has no agent.
     *
     * @param reason the reason of the end; null for a transfer
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LiveContact startNext(LiveContact segment, InitiationMethod method, @Nullable DisconnectReason reason) {
        return startNext(segment, new ContactId(ids.next()), method, null, reason);
    }

    private LiveContact startNext(
            LiveContact segment,
            ContactId next,
            InitiationMethod method,
            @Nullable UUID flow,
            @Nullable DisconnectReason reason) {
        var now = clock.instant();
        nextContacts.start(segment, next, method, flow, reason, now);
        if (!segment.isChat()) {
            hooks.move(segment.owner(), next.value());
        }
        events.publishEvent(new ContactsEnded(
                List.of(new ContactsEnded.Ended(segment.contact().value(), segment.session()))));
        return liveContacts
                .find(next, now)
                .orElseThrow(() -> new IllegalStateException("Contact %s has not started".formatted(next)));
    }

    /**
     * Transfers a chat or task to a flow: its next contact begins with the flow.
     *
     * @param queue the queue that the flow transfers to unless it sets another one
     * @return the next contact
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ContactId transfer(LiveContact segment, ContactFlowId flow, UUID queue) {
        var next = new ContactId(ids.next());
        transfer(segment, next, flow, queue);
        return next;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void transfer(LiveContact segment, ContactId next, ContactFlowId flow, @Nullable UUID queue) {
        var started = startNext(segment, next, InitiationMethod.TRANSFER, flow.value(), null);
        events.publishEvent(new FlowRequested(
                segment.instance(),
                segment.session(),
                next,
                flow,
                FlowTrigger.STARTED,
                clock.instant(),
                queue == null ? null : new FlowRequested.Target(started.owner(), queue)));
    }

    /** Counts the transfers of a contact, up to {@code limit}. */
    int countTransfers(LiveContact segment, int limit) {
        return rows.countTransfers(segment.contact().value(), limit);
    }

    /** Changes the time at which a scheduled task begins. */
    @Transactional(propagation = Propagation.MANDATORY)
    void reschedule(LiveContact segment, ContactFlowId flow, Instant at) {
        rows.reschedule(segment.contact().value(), at, clock.instant());
        events.publishEvent(flowRequested(segment, flow, FlowTrigger.STARTED, at));
    }

    /**
     * Pauses a task. It leaves its queue, its agent can take another contact, and its flow stops. Then the given flow
     * runs, so it is requested after the listeners of {@link ContactPaused} have stopped the others.
     *
     * @param flow the flow that runs during the pause; null for that of the event hook, if any
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void pause(LiveContact segment, @Nullable ContactFlowId flow) {
        var now = clock.instant();
        rows.pause(segment.contact().value(), now);
        events.publishEvent(new ContactPaused(segment, now));
        flowOrHook(segment, flow, EventHook.PAUSE_CONTACT)
                .ifPresent(found -> events.publishEvent(flowRequested(segment, found, FlowTrigger.PAUSED, now)));
    }

    /**
     * Resumes a paused task. If it left a queue, it waits there again, unless a flow runs now: "be sure to add a
     * Transfer to queue block" (Administrator Guide, "Pause and resume tasks"). A hook whose flow cannot run counts as
     * none.
     *
     * @param flow the flow that runs now; null for that of the event hook, if any
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void resume(LiveContact segment, @Nullable ContactFlowId flow) {
        var now = clock.instant();
        rows.resume(segment.contact().value(), now);
        events.publishEvent(new ContactResumed(segment, now));
        var found = flowOrHook(segment, flow, EventHook.RESUME_CONTACT);
        found.ifPresent(id -> events.publishEvent(flowRequested(segment, id, FlowTrigger.RESUMED, now)));
        // A flow that is no longer published does not run and does not queue the task.
        var runs = found.flatMap(id -> flows.findRunnable(segment.instance(), id));
        if (runs.isEmpty() && segment.isDequeued()) {
            enqueue(segment, Objects.requireNonNull(segment.queue()), null);
        }
    }

    private Optional<ContactFlowId> flowOrHook(LiveContact segment, @Nullable ContactFlowId flow, EventHook hook) {
        return Optional.ofNullable(flow).or(() -> hooks.findFlow(segment.owner(), hook));
    }

    /** Ends a contact and its chat or task. Returns false if it had ended before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(ContactId contact, DisconnectReason reason) {
        return ends.end(new ContactEnd(contact, clock.instant(), reason));
    }

    /**
     * Continues a chat that its last agent has left: its disconnect flow runs in the next contact. Without such a flow
     * the chat ends.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lastAgentLeft(ContactId contact, DisconnectReason reason, Instant at) {
        var segment = lock(contact);
        var flow = segment.flatMap(live -> hooks.findFlow(live.owner(), EventHook.CUSTOMER_REMAINING));
        if (segment.isEmpty() || flow.isEmpty()) {
            ends.end(new ContactEnd(contact, at, reason));
            return;
        }
        var next = startNext(segment.get(), InitiationMethod.DISCONNECT, reason);
        events.publishEvent(flowRequested(next, flow.get(), FlowTrigger.REMAINING, clock.instant()));
    }

    /** Sets or replaces the flow that runs when an event happens to a chat or task. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void setEventHook(LiveContact segment, EventHook event, ContactFlowId flow) {
        hooks.set(segment.owner(), event, flow);
    }

    /** Records when the after-contact work of ended contacts began. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginAfterContactWork(UUID[] contacts, Instant at) {
        rows.beginAfterContactWork(contacts, at);
    }

    /** Records when the after-contact work of ended contacts ended. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAfterContactWork(UUID[] contacts, Instant at) {
        rows.endAfterContactWork(contacts, at);
    }

    private static FlowRequested flowRequested(
            LiveContact segment, ContactFlowId flow, FlowTrigger trigger, Instant at) {
        return new FlowRequested(segment.instance(), segment.session(), segment.contact(), flow, trigger, at);
    }
}
