package io.recontact.chat.participant;

import io.recontact.chat.ContentTypes;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Participants joining: once, when they connect for the first time, however they do; and coming back to speak. */
@Service
public class ParticipantConnectService {

    private final ParticipantRepository participants;
    private final ParticipantDisconnectService disconnects;
    private final IdleTimerService timers;
    private final TranscriptRepository transcript;
    private final ParticipantAuthenticator authenticator;
    private final ApplicationEventPublisher events;
    private final UuidV7Generator ids;
    private final Clock clock;

    ParticipantConnectService(
            ParticipantRepository participants,
            ParticipantDisconnectService disconnects,
            IdleTimerService timers,
            TranscriptRepository transcript,
            ParticipantAuthenticator authenticator,
            ApplicationEventPublisher events,
            UuidV7Generator ids,
            Clock clock) {
        this.participants = participants;
        this.disconnects = disconnects;
        this.timers = timers;
        this.transcript = transcript;
        this.authenticator = authenticator;
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
    public void join(ParticipantContext participation) {
        if (participation.isConnected()) {
            return;
        }
        participants.lockContactOf(participation.session());
        var now = clock.instant();
        if (!participants.connect(participation.participant(), now)) {
            // It has joined by another connection, or has left, or was too late; the last two are refused here.
            authenticator.admit(participation.participant());
            return;
        }
        try {
            events.publishEvent(new ParticipantJoined(participation.contact(), participation.role(), now));
        } catch (AccessDeniedException _) {
            // Its contact is over, or should be; that is told and counted as any other refusal.
            throw authenticator.refuse(DenialReason.ENDED, participation.participant());
        }
        var joined = NewItem.event(ids.next(), ContentTypes.PARTICIPANT_JOINED, participation.sender());
        if (transcript.append(participation.session(), joined, now).isEmpty()) {
            throw authenticator.refuse(DenialReason.ENDED, participation.participant());
        }
        switch (participation.role()) {
            case CUSTOMER -> timers.start(participation.session(), now);
            case AGENT -> {
                // "A custom participant will be disconnected when an agent … joins a contact."
                disconnects.disconnectAll(participation.session(), Set.of(ParticipantRole.CUSTOM_BOT), now);
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
    public void connectIfNeeded(ParticipantContext participation) {
        join(participation);
        timers.markActive(participation);
    }
}
