package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a session or a task goes through: it waits in queues, agents accept it, and it goes on from contact to contact.
 * Everything here happens under the lock of the session, which is taken first of all: of two who want to do something
 * with one session, the second sees what the first has done.
 */
@Service
public class ContactLifecycle {

    private final ContactLifecycleRepository rows;
    private final EventHookRepository hooks;
    private final ContactFlowService flows;
    private final EndContactRepository ends;
    private final ApplicationEventPublisher events;
    private final UuidV7Generator ids;
    private final Clock clock;

    ContactLifecycle(
            ContactLifecycleRepository rows,
            EventHookRepository hooks,
            ContactFlowService flows,
            EndContactRepository ends,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            Clock clock) {
        this.rows = rows;
        this.hooks = hooks;
        this.flows = flows;
        this.ends = ends;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Locks the session of a contact, and gives the contact if it is the one that the session is in. Nothing if it has
     * ended, or should have, or does not exist.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LiveContact> lock(ContactId contact) {
        rows.lock(contact);
        return rows.findLive(contact, clock.instant());
    }

    /** The same unless somebody else has locked the session: nothing then as well, and it is worth another attempt. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<LiveContact> tryLock(ContactId contact) {
        return rows.tryLock(contact) ? rows.findLive(contact, clock.instant()) : Optional.empty();
    }

    /**
     * Lets a contact that has not been queued yet wait in a queue; false if there is no room.
     *
     * @param capacity how many contacts may wait there, all channels together; any number, when absent
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean enqueue(LiveContact segment, UUID queue, @Nullable Integer capacity) {
        if (segment.wasQueued()) {
            throw new IllegalStateException("Contact %s has been queued before".formatted(segment.contact()));
        }
        if (!hasRoom(queue, capacity)) {
            return false;
        }
        var now = clock.instant();
        rows.enqueue(segment.contact(), queue, now);
        events.publishEvent(new ContactQueued(segment, queue, now));
        hooks.find(segment.owner(), EventHook.CUSTOMER_QUEUE)
                .ifPresent(flow -> events.publishEvent(due(segment, flow, FlowTrigger.QUEUED, now)));
        return true;
    }

    /** Whether one more contact may wait in a queue. What it says holds until the transaction is over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hasRoom(UUID queue, @Nullable Integer capacity) {
        return capacity == null || rows.countWaiting(queue) < capacity;
    }

    /** Gives a contact another place among those that wait, now or once it is queued. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeRouting(LiveContact segment, RoutingData change) {
        rows.changeRouting(segment.contact(), change, clock.instant());
        events.publishEvent(new RoutingDataUpdated(segment, change));
    }

    /** Notes who has accepted a contact. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void connectAgent(LiveContact segment, UUID agent) {
        var now = clock.instant();
        rows.connectAgent(segment.contact(), agent, now);
        events.publishEvent(new AgentConnected(segment, agent, now));
    }

    /**
     * Ends the contact that a session is in, and begins the next one, in which the session goes on.
     *
     * @param reason why the contact has ended; none if it was handed on
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public LiveContact next(LiveContact segment, InitiationMethod method, @Nullable DisconnectReason reason) {
        return next(segment, new ContactId(ids.next()), method, null, reason);
    }

    private LiveContact next(
            LiveContact segment,
            ContactId next,
            InitiationMethod method,
            @Nullable UUID flow,
            @Nullable DisconnectReason reason) {
        var now = clock.instant();
        rows.next(segment, next, method, flow, reason, now);
        if (!segment.isChat()) {
            hooks.move(segment.owner(), next.value());
        }
        events.publishEvent(new ContactsEnded(
                List.of(new ContactsEnded.Ended(segment.contact().value(), segment.session()))));
        return rows.findLive(next, now)
                .orElseThrow(() -> new IllegalStateException("Contact %s has not begun".formatted(next)));
    }

    /**
     * Hands a task on to a flow, which its next contact begins with.
     *
     * @param queue where the flow is to take it, unless it decides otherwise
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void handOn(LiveContact segment, ContactId next, UUID flow, @Nullable UUID queue) {
        next(segment, next, InitiationMethod.TRANSFER, flow, null);
        events.publishEvent(new FlowRequested(
                segment.instance(), segment.session(), next, flow, FlowTrigger.STARTED, clock.instant(), queue));
    }

    /** How often a contact has been handed on, as far as {@code limit}. */
    int countTransfers(LiveContact segment, int limit) {
        return rows.countTransfers(segment.contact(), limit);
    }

    /** Lets a task that is yet to begin do so at another time. */
    @Transactional(propagation = Propagation.MANDATORY)
    void reschedule(LiveContact segment, UUID flow, Instant at) {
        rows.reschedule(segment.contact(), at, clock.instant());
        events.publishEvent(due(segment, flow, FlowTrigger.STARTED, at));
    }

    /**
     * Pauses a task: it leaves its queue, gives its agent's place back, and its flow stops.
     *
     * @param flow which runs now; if absent, that of the hook, if any
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void pause(LiveContact segment, @Nullable UUID flow) {
        var now = clock.instant();
        rows.pause(segment.contact(), now);
        events.publishEvent(new ContactPaused(segment, now));
        flowOrHook(segment, flow, EventHook.PAUSE_CONTACT)
                .ifPresent(found -> events.publishEvent(due(segment, found, FlowTrigger.PAUSED, now)));
    }

    /**
     * Lets a paused task go on where it was. If it has left a queue, it waits there again, but for one that runs a flow
     * now (a hook that cannot run counts as none): "be sure to add a Transfer to queue block" (Administrator Guide,
     * "Pause and resume tasks").
     *
     * @param flow which runs now; if absent, that of the hook, if any
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void resume(LiveContact segment, @Nullable UUID flow) {
        var now = clock.instant();
        rows.resume(segment.contact(), now);
        events.publishEvent(new ContactResumed(segment, now));
        var found = flowOrHook(segment, flow, EventHook.RESUME_CONTACT);
        found.ifPresent(due -> events.publishEvent(due(segment, due, FlowTrigger.RESUMED, now)));
        // One that is no longer published does not run, and brings the task nowhere.
        var runs = found.flatMap(due -> flows.findRunnable(segment.instance(), new ContactFlowId(due)));
        if (runs.isEmpty() && segment.isDequeued()) {
            enqueue(segment, Objects.requireNonNull(segment.queue()), null);
        }
    }

    private Optional<UUID> flowOrHook(LiveContact segment, @Nullable UUID flow, EventHook hook) {
        return Optional.ofNullable(flow).or(() -> hooks.find(segment.owner(), hook));
    }

    /** Ends a contact, and its session with it; false if it had ended before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean end(ContactId contact, DisconnectReason reason) {
        return ends.end(new ContactEnd(contact, clock.instant(), reason));
    }

    /**
     * The customer is left behind by the last agent: the disconnect flow goes on with a contact of its own, if there is
     * one; else the session is over.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void lastAgentLeft(ContactId contact, DisconnectReason reason, Instant at) {
        var segment = lock(contact);
        var flow = segment.flatMap(live -> hooks.find(live.owner(), EventHook.CUSTOMER_REMAINING));
        if (segment.isEmpty() || flow.isEmpty()) {
            ends.end(new ContactEnd(contact, at, reason));
            return;
        }
        var next = next(segment.get(), InitiationMethod.DISCONNECT, reason);
        events.publishEvent(due(next, flow.get(), FlowTrigger.REMAINING, clock.instant()));
    }

    /** Notes since when the agent of a contact that is over has had something left to do for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginAfterContactWork(UUID[] contacts, Instant at) {
        rows.beginAfterContactWork(contacts, at);
    }

    /** Notes that the agent of a contact that is over is done with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAfterContactWork(UUID[] contacts, Instant at) {
        rows.endAfterContactWork(contacts, at);
    }

    private static FlowRequested due(LiveContact segment, UUID flow, FlowTrigger occasion, Instant at) {
        return new FlowRequested(segment.instance(), segment.session(), segment.contact(), flow, occasion, at);
    }
}
