package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.configuration.ContactFlowService;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells how far the flow of a contact is. */
@Service
public class FlowPositionService {

    private final FlowRunRepository runs;
    private final ContactFlowService flows;

    FlowPositionService(FlowRunRepository runs, ContactFlowService flows) {
        this.runs = runs;
        this.flows = flows;
    }

    /** Finds the position of a contact; empty if it runs no flow. The caller checks the instance of the contact. */
    @Transactional(readOnly = true)
    public Optional<FlowPosition> find(ContactId contact) {
        return runs.findByContact(contact)
                .flatMap(run -> Optional.ofNullable(run.publication())
                        .map(flows::publication)
                        .map(publication ->
                                new FlowPosition(publication.resourceId(), publication.name(), run.action())));
    }
}
