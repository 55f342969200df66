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
import org.springframework.stereotype.Component;

/**
 * Finds out whether a run that waits has waited long enough. What it waits for is in the transcript, if it has come.
 */
@Component
class WaitConditions {

    /** That the time is over. */
    static final Outcome COMPLETED = new Outcome.Result("WaitCompleted");

    private static final int PAGE = 100;

    private final TranscriptRepository transcript;
    private final FlowRunRepository runs;

    WaitConditions(TranscriptRepository transcript, FlowRunRepository runs) {
        this.transcript = transcript;
        this.runs = runs;
    }

    /** How the wait has ended; empty if it has not. */
    Optional<Outcome> outcome(FlowRun run, Instant now) {
        Optional<Outcome> event =
                run.listens() ? event(run).map(found -> new Outcome.Result(found.written())) : Optional.empty();
        var until = run.state().waitUntil();
        return event.or(() -> until == null || !until.isAfter(now) ? Optional.of(COMPLETED) : Optional.empty());
    }

    /** Notes that nothing is there up to a sequence, so that nobody has to read it again. */
    void lookedUpTo(FlowRun run, long sequence) {
        var until = run.state().waitUntil();
        if (run.listens() && until != null && sequence > run.seen()) {
            runs.save(new FlowRun(
                    run.id(),
                    run.contact(),
                    run.instance(),
                    run.session(),
                    run.publication(),
                    run.occasion(),
                    run.status(),
                    run.action(),
                    run.state(),
                    run.steps(),
                    true,
                    sequence,
                    run.state().dueAt(until)));
        }
    }

    private Optional<WaitEvent> event(FlowRun run) {
        var from = run.seen();
        while (true) {
            var entries = transcript.after(run.session(), from, PAGE);
            var found = entries.stream()
                    .flatMap(item -> event(item).stream())
                    .filter(run.state().waitsFor()::contains)
                    .findFirst();
            if (found.isPresent() || entries.size() < PAGE) {
                return found;
            }
            from = entries.getLast().sequence();
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
