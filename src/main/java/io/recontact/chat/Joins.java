package io.recontact.chat;

import io.recontact.transcript.NewItem;
import io.recontact.transcript.Transcript;
import io.recontact.wire.AccessDeniedException;
import io.recontact.wire.Ids;
import io.recontact.wire.ParticipantRole;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Participants joining: once, when they connect for the first time, however they do; and coming back to speak. */
@Service
public class Joins {

    private final Participants participants;
    private final Departures departures;
    private final IdleTimers timers;
    private final Transcript transcript;
    private final Admission admission;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Joins(
            Participants participants,
            Departures departures,
            IdleTimers timers,
            Transcript transcript,
            Admission admission,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.participants = participants;
        this.departures = departures;
        this.timers = timers;
        this.transcript = transcript;
        this.admission = admission;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lets a participant join, if it has not.
     *
     * @throws AccessDeniedException if the chat has ended meanwhile, or should have
     */
    @Transactional
    public void join(Participation participation) {
        if (participation.isConnected()) {
            return;
        }
        participants.lockContactOf(participation.session());
        var now = clock.instant();
        if (!participants.connect(participation.participant(), now)) {
            // It has joined by another connection, or has left, or was too late; the last two are refused here.
            admission.admit(participation.participant());
            return;
        }
        try {
            events.publishEvent(new ParticipantJoined(participation.contact(), participation.role(), now));
        } catch (AccessDeniedException _) {
            // Its contact is over, or should be; that is told and counted as any other refusal.
            throw admission.refuse(Refusal.ENDED, participation.participant());
        }
        var joined = NewItem.event(ids.next(), ContentTypes.PARTICIPANT_JOINED, participation.sender());
        if (transcript.append(participation.session(), joined, now).isEmpty()) {
            throw admission.refuse(Refusal.ENDED, participation.participant());
        }
        switch (participation.role()) {
            case CUSTOMER -> timers.start(participation.session(), now);
            case AGENT -> {
                // "A custom participant will be disconnected when an agent … joins a contact."
                departures.putOut(participation.session(), Set.of(ParticipantRole.CUSTOM_BOT), now);
                timers.start(participation.session(), now);
            }
            case CUSTOM_BOT, SUPERVISOR, SYSTEM -> {} // timers are for people
        }
    }

    /**
     * Lets a participant who is about to say something join, if it has not, and be idle no longer. Locks the contact,
     * so nothing of the session may be locked before.
     *
     * @throws AccessDeniedException if the chat has ended meanwhile, or should have
     */
    @Transactional
    public void joinToSpeak(Participation participation) {
        join(participation);
        timers.welcomeBack(participation);
    }
}
