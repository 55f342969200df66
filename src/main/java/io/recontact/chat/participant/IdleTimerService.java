package io.recontact.chat.participant;

import io.recontact.chat.ContentTypes;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.participant.DueIdleTimer.Outcome;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Sender;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Idle and auto-disconnect timers (Administrator Guide, "Set up chat timeouts for chat participants"). They run while
 * the customer and an agent are connected. Nothing is written when somebody says something: a timer that is due looks
 * up when that was, and mostly is put off (docs/decisions/0012).
 */
@Service
public class IdleTimerService {

    private static final Set<ParticipantRole> ALL_BUT_THE_CUSTOMER =
            Set.of(ParticipantRole.AGENT, ParticipantRole.CUSTOM_BOT, ParticipantRole.SUPERVISOR);

    /** When to look whether a participant has said something in the very moment in which it was taken for idle. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    private final IdleTimerRepository timers;
    private final ParticipantRepository participants;
    private final ParticipantDisconnectService disconnects;
    private final TranscriptRepository transcript;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final UuidV7Generator ids;
    private final Clock clock;

    IdleTimerService(
            IdleTimerRepository timers,
            ParticipantRepository participants,
            ParticipantDisconnectService disconnects,
            TranscriptRepository transcript,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            UuidV7Generator ids,
            Clock clock) {
        this.timers = timers;
        this.participants = participants;
        this.disconnects = disconnects;
        this.transcript = transcript;
        this.events = events;
        this.meters = meters;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Sets or deletes timers of a session. "If you update the timer configuration while an agent and customer are
     * already connected to each other, the new configuration is stored but not applied until … a new agent connects."
     */
    @Transactional
    public void set(SessionId session, List<ParticipantTimer> settings) {
        participants.lockContactOf(session);
        for (var setting : settings) {
            if (setting.minutes() == null) {
                timers.unset(session, setting);
            } else {
                timers.set(session, setting);
            }
        }
    }

    /** Starts the timers of a session, if the customer and an agent are together since somebody has joined. */
    @Transactional(propagation = Propagation.MANDATORY)
    void start(SessionId session, Instant now) {
        timers.restart(session, now);
    }

    /** Lets a participant who is about to say something be idle no longer. */
    @Transactional(propagation = Propagation.MANDATORY)
    void markActive(ParticipantContext participation) {
        if (participation.idleAt() == null) {
            return;
        }
        participants.lockContactOf(participation.session());
        var now = clock.instant();
        if (timers.markReturned(participation.participant().value(), now)) {
            tell(
                    ContentTypes.PARTICIPANT_RETURNED,
                    participation.sender(),
                    participation.session(),
                    participation.contact(),
                    now);
        }
    }

    /** Sessions with a timer that is due. */
    List<SessionId> due(int most) {
        return timers.sessionsDue(clock.instant(), most);
    }

    /** Looks at the due timers of a session; false if somebody else is at it. */
    @Transactional
    public boolean look(SessionId session) {
        if (!participants.tryLockContactOf(session)) {
            return false;
        }
        var now = clock.instant();
        var live = timers.holdIfLive(session, now);
        if (live.isEmpty()) {
            timers.stop(session);
            return true;
        }
        // Under the lock, since another node may have looked in the meantime.
        for (var timer : timers.due(session, now)) {
            if (look(session, live.get(), timer, now) instanceof Outcome.Disconnect) {
                break; // nobody is left to be idle
            }
        }
        return true;
    }

    private Outcome look(SessionId session, IdleTimerRepository.Live live, DueIdleTimer timer, Instant now) {
        var participant = timer.participant();
        var saidAt = transcript.lastSaid(session, participant.participant(), timer.after());
        var outcome = timer.at(now, saidAt.orElse(null));
        switch (outcome) {
            case Outcome.LookAgain(var at) -> timers.putOff(participant.participant(), at, live.newest());
            case Outcome.Idle() -> {
                timers.markIdle(participant.participant(), now);
                timers.putOff(participant.participant(), now.plus(SECOND_LOOK), live.newest());
                fired(ParticipantTimerType.IDLE);
                tell(ContentTypes.PARTICIPANT_IDLE, participant, session, live.contact(), now);
            }
            case Outcome.Returned(var at) -> {
                timers.markReturned(participant.participant(), at);
                tell(ContentTypes.PARTICIPANT_RETURNED, participant, session, live.contact(), now);
            }
            case Outcome.Disconnect() -> {
                timers.stop(session);
                fired(ParticipantTimerType.DISCONNECT_NONCUSTOMER);
                tell(ContentTypes.AUTODISCONNECTION, participant, session, live.contact(), now);
                disconnects.disconnectAll(session, ALL_BUT_THE_CUSTOMER, now);
                events.publishEvent(new AutoDisconnected(live.contact(), now));
            }
        }
        return outcome;
    }

    private void tell(String contentType, Sender about, SessionId session, ContactId contact, Instant now) {
        events.publishEvent(NewItem.event(ids.next(), contentType, about).passing(session, contact, now));
    }

    private void fired(ParticipantTimerType type) {
        meters.counter("recontact.timers.fired", "type", type.name()).increment();
    }
}
