package io.recontact.chat.message;

import io.recontact.api.SessionId;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.Processing;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The messages that wait for a processor. They are accepted, and come into the transcript one by one, in the order in
 * which they were sent, when each is decided (docs/decisions/0028).
 */
@Service
public class HeldMessageService {

    private final HeldMessageRepository held;
    private final TranscriptRepository transcript;
    private final Clock clock;

    HeldMessageService(HeldMessageRepository held, TranscriptRepository transcript, Clock clock) {
        this.held = held;
        this.transcript = transcript;
        this.clock = clock;
    }

    /** Lets a function process all further messages of a session; false if the session has ended. */
    @Transactional
    public boolean setProcessor(SessionId session, String processorArn, ContactMediaProcessingFailureMode failureMode) {
        if (!transcript.lock(session)) {
            return false;
        }
        held.setProcessor(session, processorArn, failureMode);
        return true;
    }

    /**
     * Lets no function process further messages of a session. Those that are held keep their processor, and further
     * ones wait for them. Returns false if the session has ended.
     */
    @Transactional
    public boolean removeProcessor(SessionId session) {
        if (!transcript.lock(session)) {
            return false;
        }
        held.removeProcessor(session);
        return true;
    }

    /** Takes the leases of at most {@code limit} sessions that wait for a processor, longest first. */
    public List<ProcessingLease> take(String processorArn, int limit, Instant until) {
        return held.take(processorArn, limit, until);
    }

    /** Takes the leases of sessions that have waited since a time for a processor other than these. */
    public List<ProcessingLease> takeOthers(Collection<String> processorArns, Instant since, int limit, Instant until) {
        return held.takeOthers(processorArns, since, limit, until);
    }

    /** Extends a lease and returns the first message behind it; empty if there is none or the lease is lost. */
    public Optional<HeldMessage> next(ProcessingLease lease, Instant until) {
        return held.next(lease, until);
    }

    /**
     * Moves a held message to the end of the transcript. Has no effect if the lease is lost, or the chat has ended and
     * has settled the message itself.
     *
     * @param content the content to publish
     * @param processing how the processor has decided; null if the message only waited for its turn
     * @return whether the lease still holds
     */
    @Transactional
    public boolean publish(
            ProcessingLease lease, HeldMessage message, ChatMessage content, @Nullable Processing processing) {
        if (!transcript.lock(lease.session()) || !held.delete(lease, message.id())) {
            return false;
        }
        var item = new NewItem(
                message.id(), ItemType.MESSAGE, content.contentType(), content.content(), message.sender(), List.of());
        transcript.publish(lease.session(), item, processing, clock.instant());
        held.finish(lease);
        return true;
    }

    /** Returns a lease; the session is due at once, at another processor if one is given. */
    public void giveBack(ProcessingLease lease, @Nullable String processorArn) {
        held.giveBack(lease, processorArn);
    }

    /** Returns how many sessions have held messages, over all nodes. */
    public long countSessions() {
        return held.countSessions();
    }
}
