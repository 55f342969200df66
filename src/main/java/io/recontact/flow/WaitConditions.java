package io.recontact.flow;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Decides whether a wait has ended: its time limit has passed, or the transcript has an awaited event. */
@Component
class WaitConditions {

    /** The result of a wait that reaches its time limit. */
    static final Outcome COMPLETED = new Outcome.Result("WaitCompleted");

    private static final int PAGE = 100;

    private final TranscriptRepository transcript;

    WaitConditions(TranscriptRepository transcript) {
        this.transcript = transcript;
    }

    /** Returns how the wait has ended; empty if it has not. */
    Optional<Outcome> outcome(FlowRun run, Instant now) {
        Optional<Outcome> event =
                run.listens() ? event(run).map(found -> new Outcome.Result(found.written())) : Optional.empty();
        return event.or(() -> isOver(run, now) ? Optional.of(COMPLETED) : Optional.empty());
    }

    /** Returns true if the time limit of the wait has passed. */
    boolean isOver(FlowRun run, Instant now) {
        var until = run.state().waitUntil();
        return until == null || !until.isAfter(now);
    }

    private Optional<WaitEvent> event(FlowRun run) {
        return first(run, item -> event(item).filter(run.state().waitsFor()::contains));
    }

    /** Returns what the first item since the wait began is read as; empty if there is no such item. */
    <T> Optional<T> first(FlowRun run, Function<StoredItem, Optional<T>> reader) {
        var after = run.seenSequence();
        while (true) {
            var items = transcript.after(run.session(), after, PAGE);
            var found =
                    items.stream().flatMap(item -> reader.apply(item).stream()).findFirst();
            if (found.isPresent() || items.size() < PAGE) {
                return found;
            }
            after = items.getLast().sequence();
        }
    }

    private static Optional<WaitEvent> event(StoredItem item) {
        var sender = item.sender();
        if (sender == null) {
            return Optional.empty();
        }
        if (sender.role() == ParticipantRole.CUSTOMER && item.type() != ItemType.EVENT) {
            return Optional.of(WaitEvent.CUSTOMER_RETURNED);
        }
        return sender.role() == ParticipantRole.CUSTOM_BOT && item.contentType().equals(ContentTypes.PARTICIPANT_LEFT)
                ? Optional.of(WaitEvent.BOT_PARTICIPANT_DISCONNECTED)
                : Optional.empty();
    }
}
