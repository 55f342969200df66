package io.recontact.chat.participant;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ParticipantRole;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Connects participants on their first call, and ends their idleness when they send something. */
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
     * Connects a participant that has not joined yet, unless it is a silent supervisor.
     *
     * @throws AccessDeniedException if the chat has ended meanwhile, or its duration has expired
     */
    @Transactional
    public void join(ParticipantContext context) {
        if (context.isConnected() || context.isSilent()) {
            return;
        }
        participants.lockContactOf(context.session());
        var now = clock.instant();
        if (participants.connect(context.participant(), now) == 0) {
            // It has joined by another connection, has left or is too late; the last two are denied here.
            authenticator.requireActive(context.participant());
            return;
        }
        try {
            events.publishEvent(new ParticipantJoined(context.contact(), context.role(), now));
        } catch (AccessDeniedException _) {
            // Its contact has ended or its deadline has passed; the log and the metric count it like other denials.
            throw authenticator.deny(DenialReason.ENDED, context.participant());
        }
        var joined = NewItem.event(new ItemId(ids.next()), ContentTypes.PARTICIPANT_JOINED, context.sender());
        if (transcript.append(context.session(), joined, now).isEmpty()) {
            throw authenticator.deny(DenialReason.ENDED, context.participant());
        }
        switch (context.role()) {
            case CUSTOMER -> timers.start(context.session(), now);
            case AGENT -> {
                // "A custom participant will be disconnected when an agent … joins a contact."
                disconnects.disconnectAll(context.session(), Set.of(ParticipantRole.CUSTOM_BOT), now);
                timers.start(context.session(), now);
            }
            case CUSTOM_BOT, SUPERVISOR, SYSTEM -> {} // timers exist only for customers and agents
        }
    }

    /**
     * Prepares a participant to send something: connects it if it has not joined yet, and ends its idleness. Locks the
     * contact, so the caller must not hold a lock of the session.
     *
     * @throws AccessDeniedException if the chat has ended meanwhile, or its duration has expired, or if the participant
     *     is a silent supervisor
     */
    @Transactional
    public void connectIfNeeded(ParticipantContext context) {
        requireAudible(context);
        join(context);
        timers.markActive(context);
    }

    /**
     * Refuses a silent supervisor, who must barge in before it sends anything.
     *
     * @throws AccessDeniedException if the participant is one
     */
    public void requireAudible(ParticipantContext context) {
        if (context.isSilent()) {
            throw authenticator.deny(DenialReason.SILENT, context.participant());
        }
    }
}
