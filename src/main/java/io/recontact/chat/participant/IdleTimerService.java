package io.recontact.chat.participant;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.ContactId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.api.TaggedCounter;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.participant.IdleTimer.Outcome;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Sender;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Idle and auto-disconnect timers (Administrator Guide, "Set up chat timeouts for chat participants"). They run while
 * the customer and an agent are connected. Messages do not write timers: a due timer reads when its participant last
 * sent one, and usually is rescheduled (docs/decisions/0012).
 */
@Service
public class IdleTimerService {

    private static final Set<ParticipantRole> ALL_BUT_THE_CUSTOMER =
            Set.of(ParticipantRole.AGENT, ParticipantRole.CUSTOM_BOT, ParticipantRole.SUPERVISOR);

    /** When to check an idle participant again, for a message that was in flight when it was marked as idle. */
    private static final Duration RECHECK_AFTER = Duration.ofSeconds(1);

    private final IdleTimerRepository timers;
    private final TimerSettingRepository settings;
    private final ParticipantRepository participants;
    private final ParticipantDisconnectService disconnects;
    private final TranscriptRepository transcript;
    private final ApplicationEventPublisher events;
    private final TaggedCounter expired;
    private final UuidV7Generator ids;
    private final Clock clock;

    IdleTimerService(
            IdleTimerRepository timers,
            TimerSettingRepository settings,
            ParticipantRepository participants,
            ParticipantDisconnectService disconnects,
            TranscriptRepository transcript,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            UuidV7Generator ids,
            Clock clock) {
        this.timers = timers;
        this.settings = settings;
        this.participants = participants;
        this.disconnects = disconnects;
        this.transcript = transcript;
        this.events = events;
        this.expired = new TaggedCounter(meters, "recontact.timers.fired", "Timers that ran out", "type", (Object[])
                ParticipantTimerType.values());
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Sets or deletes timers of a session. "If you update the timer configuration while an agent and customer are
     * already connected to each other, the new configuration is stored but not applied until … a new agent connects."
     */
    @Transactional
    public void set(SessionId session, List<ParticipantTimer> wanted) {
        participants.lockContactOf(session);
        for (var timer : wanted) {
            if (timer.minutes() == null) {
                settings.deleteById(TimerSetting.Key.of(session, timer));
            } else {
                settings.save(new TimerSetting(TimerSetting.Key.of(session, timer), timer.minutes()));
            }
        }
    }

    /** Starts the timers of a session after a participant has joined, if the customer and an agent are connected. */
    @Transactional(propagation = Propagation.MANDATORY)
    void start(SessionId session, Instant now) {
        timers.restart(session.value(), now);
    }

    /** Ends the idleness of a participant who is about to send something. */
    @Transactional(propagation = Propagation.MANDATORY)
    void markActive(ParticipantContext context) {
        if (context.idleAt() == null) {
            return;
        }
        participants.lockContactOf(context.session());
        var now = clock.instant();
        if (timers.markReturned(context.participant().value(), now) == 1) {
            publish(ContentTypes.PARTICIPANT_RETURNED, context.sender(), context.session(), context.contact(), now);
        }
    }

    /** The sessions whose timers have been due for longest. */
    List<SessionId> sessionsDue(int limit) {
        return timers.sessionsDue(clock.instant(), Limit.of(limit));
    }

    /** Checks the due timers of a session; false if another transaction has locked the session. */
    @Transactional
    public boolean check(SessionId session) {
        if (!participants.tryLockContactOf(session)) {
            return false;
        }
        var now = clock.instant();
        var active = timers.lockActive(session.value(), now);
        if (active.isEmpty()) {
            timers.stop(session);
            return true;
        }
        // Read under the lock, because another node may have checked them meanwhile.
        for (var participant : timers.due(session, now)) {
            if (check(session, active.get(), participant.timer(), now) instanceof Outcome.Disconnect) {
                break; // the customer is alone, and no timer runs
            }
        }
        return true;
    }

    private Outcome check(SessionId session, IdleTimerRepository.ActiveSession active, IdleTimer timer, Instant now) {
        var sender = timer.participant();
        var participant = sender.participant();
        var contact = new ContactId(active.getContact());
        var sentAt = transcript.lastSentAt(session, sender.participant(), timer.after());
        var outcome = timer.check(now, sentAt.orElse(null));
        switch (outcome) {
            case Outcome.CheckAgain(var at) -> timers.reschedule(participant, at, active.getNewest());
            case Outcome.Idle() -> {
                timers.markIdle(participant, now);
                timers.reschedule(participant, now.plus(RECHECK_AFTER), active.getNewest());
                expired.increment(ParticipantTimerType.IDLE);
                publish(ContentTypes.PARTICIPANT_IDLE, sender, session, contact, now);
            }
            case Outcome.Returned(var at) -> {
                timers.markReturned(participant.value(), at);
                publish(ContentTypes.PARTICIPANT_RETURNED, sender, session, contact, now);
            }
            case Outcome.Disconnect() -> {
                timers.stop(session);
                expired.increment(ParticipantTimerType.DISCONNECT_NONCUSTOMER);
                publish(ContentTypes.AUTODISCONNECTION, sender, session, contact, now);
                disconnects.disconnectAll(session, ALL_BUT_THE_CUSTOMER, now);
                events.publishEvent(new AutoDisconnected(contact, now));
            }
        }
        return outcome;
    }

    private void publish(String contentType, Sender about, SessionId session, ContactId contact, Instant now) {
        events.publishEvent(
                NewItem.event(new ItemId(ids.next()), contentType, about).ephemeral(session, contact, now));
    }
}
