package io.recontact.flow;

import io.recontact.api.UuidV7Generator;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.Publication;
import io.recontact.contact.AgentConnected;
import io.recontact.contact.ContactPaused;
import io.recontact.contact.ContactResumed;
import io.recontact.contact.ContactsEnded;
import io.recontact.contact.FlowRequested;
import io.recontact.contact.FlowRequested.FlowTrigger;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Begins, ends, suspends and restores runs in the transaction that changes their contacts. */
@Component
class FlowRunLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FlowRunLifecycle.class);

    private final ContactFlowService flows;
    private final FlowRunRepository runs;
    private final FlowTargetRepository targets;
    private final FlowMetrics metrics;
    private final UuidV7Generator ids;

    FlowRunLifecycle(
            ContactFlowService flows,
            FlowRunRepository runs,
            FlowTargetRepository targets,
            FlowMetrics metrics,
            UuidV7Generator ids) {
        this.flows = flows;
        this.runs = runs;
        this.targets = targets;
        this.metrics = metrics;
        this.ids = ids;
    }

    /**
     * Inserts a run, which a node takes up after the commit. A flow that cannot run gets a row, too, unless it runs
     * beside the contact's state: the runner then ends the contact. A task runs the content that is published when the
     * task begins.
     */
    @EventListener
    void begin(FlowRequested request) {
        var beginsLater = request.trigger() == FlowTrigger.STARTED;
        var publication =
                beginsLater ? Optional.<Publication>empty() : flows.findRunnable(request.instance(), request.flow());
        if (request.queue() != null) {
            targets.select(request.contact().value(), request.queue());
        }
        if (publication.isEmpty() && !beginsLater) {
            log.warn(
                    "Flow {} cannot run for contact {} ({}): it is not published or not active",
                    request.flow(),
                    request.contact(),
                    request.trigger());
            if (request.trigger().isAside()) {
                return;
            }
        }
        if (request.trigger() == FlowTrigger.RESUMED) {
            runs.suspend(request.contact().value());
        }
        runs.begin(
                ids.next(),
                request.contact().value(),
                request.instance().value(),
                request.session().value(),
                publication.map(found -> found.id().value()).orElse(null),
                request.trigger().name(),
                request.at());
    }

    @EventListener
    void on(ContactsEnded event) {
        count(FlowMetrics.Ending.CONTACT_ENDED, runs.removeByContacts(event.ids()));
    }

    /** Ends the customer queue flow: the customer no longer waits. */
    @EventListener
    void on(AgentConnected event) {
        count(
                FlowMetrics.Ending.AGENT_CONNECTED,
                runs.removeByContacts(event.segment().contact().value()));
    }

    @EventListener
    void on(ContactPaused event) {
        runs.suspend(event.segment().contact().value());
    }

    /** Continues the suspended run. If a resumption flow follows, its request suspends that run again. */
    @EventListener
    void on(ContactResumed event) {
        runs.restore(event.segment().contact());
    }

    /** Leaves out the contact whose flow the present thread executes: {@link FlowRunner} counts that run. */
    private void count(FlowMetrics.Ending ending, List<UUID> contacts) {
        metrics.ended(ending, (int) contacts.stream()
                .filter(contact -> !FlowRunner.CONTACT.isBound()
                        || !FlowRunner.CONTACT.get().value().equals(contact))
                .count());
    }
}
