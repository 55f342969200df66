package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.FlowPublication;
import io.recontact.contact.AgentConnected;
import io.recontact.contact.ContactPaused;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.ContactsEnded;
import io.recontact.contact.FlowRequested;
import io.recontact.flow.FlowRun.Status;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins runs and ends them with what they are about, in the same transaction. */
@Component
class FlowRunLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FlowRunLifecycle.class);

    private final ContactFlowService flows;
    private final FlowRunRepository runs;
    private final FlowMetrics metrics;
    private final UuidV7Generator ids;

    FlowRunLifecycle(ContactFlowService flows, FlowRunRepository runs, FlowMetrics metrics, UuidV7Generator ids) {
        this.flows = flows;
        this.runs = runs;
        this.metrics = metrics;
        this.ids = ids;
    }

    /**
     * The run begins when it is taken up, after the transaction. One without anything to run is taken up as well, but
     * for those aside: the contact then goes on without a flow. What a task runs is what is published when it begins.
     */
    @EventListener
    void begin(FlowRequested due) {
        var isLater = due.occasion() == FlowRequested.FlowTrigger.STARTED;
        var publication = isLater
                ? Optional.<FlowPublication>empty()
                : flows.findRunnable(due.instance(), new ContactFlowId(due.flow()));
        if (due.queue() != null) {
            runs.target(due.contact().value(), due.queue());
        }
        if (publication.isEmpty() && !isLater) {
            log.warn(
                    "Flow {} is not published or not active, and due for contact {} ({})",
                    due.flow(),
                    due.contact(),
                    due.occasion());
            if (due.occasion().isAside()) {
                return;
            }
        }
        if (due.occasion() == FlowRequested.FlowTrigger.RESUMED) {
            runs.suspend(due.contact());
        }
        runs.begin(new FlowRun(
                ids.next(),
                due.contact(),
                due.instance(),
                due.session(),
                publication.map(FlowPublication::id).orElse(null),
                due.occasion(),
                Status.READY,
                null,
                RunState.EMPTY,
                0,
                false,
                0,
                due.at()));
    }

    @EventListener
    void end(ContactsEnded ended) {
        count(FlowMetrics.Ending.CONTACT_ENDED, runs.removeOf(ended.ids()));
    }

    /** The customer no longer waits. */
    @EventListener
    void end(AgentConnected connected) {
        count(
                FlowMetrics.Ending.AGENT_CONNECTED,
                runs.removeOf(connected.segment().contact().value()));
    }

    /** What a task is at stops until it resumes. */
    @EventListener
    void suspend(ContactPaused paused) {
        runs.suspend(paused.segment().contact());
    }

    /** It goes on at once; but a flow of the resumption itself comes first. */
    @EventListener
    void resume(ContactResumed resumed) {
        runs.restore(resumed.segment().contact());
    }

    /** What a flow has done itself, whoever goes on with it counts. */
    private void count(FlowMetrics.Ending ending, List<ContactId> contacts) {
        metrics.over(ending, (int) contacts.stream()
                .filter(contact -> !FlowRunner.CONTACT.isBound()
                        || !FlowRunner.CONTACT.get().equals(contact))
                .count());
    }
}
