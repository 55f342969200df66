package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.LogSampler;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.flow.FlowMetrics.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends runs, and their contacts where the run decides about the contact. */
@Component
class FlowRunCompletion {

    private static final Logger log = LoggerFactory.getLogger(FlowRunCompletion.class);
    private static final LogSampler sampler = new LogSampler(log);

    private final ContactLifecycle lifecycle;
    private final FlowRunRepository runs;
    private final FlowMetrics metrics;

    FlowRunCompletion(ContactLifecycle lifecycle, FlowRunRepository runs, FlowMetrics metrics) {
        this.lifecycle = lifecycle;
        this.runs = runs;
        this.metrics = metrics;
    }

    /** Ends a run and keeps its contact. A suspended run continues, unless the flow has queued the contact. */
    void finish(FlowRun run, Ending ending) {
        metrics.ended(ending, 1);
        runs.remove(run.id());
        if (run.trigger() == FlowTrigger.RESUMED) {
            if (ending == Ending.QUEUED) {
                runs.removeSuspended(run.contact().value());
            } else {
                runs.restore(run.contact());
            }
        }
    }

    /** Ends a run together with its contact. */
    void disconnect(FlowRun run, Ending ending) {
        metrics.ended(ending, 1);
        lifecycle.end(run.contact(), DisconnectReason.CONTACT_FLOW_DISCONNECT);
    }

    /** Stops a flow that has performed too many actions without waiting. */
    void cutOff(FlowExecution execution) {
        if (sampler.lets("cut off")) {
            log.warn(
                    "The flow of contact {} is stopped: {} actions without waiting, the last one of type {}",
                    execution.run().contact(),
                    execution.steps(),
                    execution.action().type());
        }
        if (execution.trigger().isAside()) {
            finish(execution.run(), Ending.CUT_OFF);
        } else {
            disconnect(execution.run(), Ending.CUT_OFF);
        }
    }

    /** Stops a run that keeps failing. Its row may be the reason, so most of the row is not read. */
    void giveUp(ContactId contact, FlowTrigger trigger) {
        if (sampler.lets("given up")) {
            log.warn("The flow of contact {} is stopped: it keeps failing", contact);
        }
        metrics.ended(Ending.CUT_OFF, 1);
        runs.removeByContact(contact);
        if (trigger == FlowTrigger.RESUMED) {
            runs.restore(contact);
        }
        if (!trigger.isAside()) {
            lifecycle.end(contact, DisconnectReason.CONTACT_FLOW_DISCONNECT);
        }
    }
}
