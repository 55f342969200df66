package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.Publication;
import io.recontact.configuration.PublicationId;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells which steps the flows of a contact have taken. */
@Service
public class FlowStepService {

    private final FlowStepRepository steps;
    private final ContactFlowService flows;

    FlowStepService(FlowStepRepository steps, ContactFlowService flows) {
        this.steps = steps;
        this.flows = flows;
    }

    /**
     * Returns the newest steps of a contact, at most 200, oldest first. The caller checks the instance of the contact.
     */
    @Transactional(readOnly = true)
    public List<FlowStep> find(ContactId contact) {
        var publications = new HashMap<UUID, Publication>();
        return steps.findByContact(contact.value()).stream()
                .map(step -> of(
                        step,
                        publications.computeIfAbsent(
                                step.getPublicationId(), id -> flows.publication(new PublicationId(id)))))
                .toList();
    }

    private static FlowStep of(FlowStepRepository.Stored step, Publication publication) {
        return new FlowStep(
                step.getNumber(),
                publication.resourceId(),
                publication.name(),
                publication.resourceType() == ResourceType.CONTACT_FLOW_MODULE,
                step.getAction(),
                step.getType(),
                step.getResults(),
                step.getTakenAt());
    }
}
