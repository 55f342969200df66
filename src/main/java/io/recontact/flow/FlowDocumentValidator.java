package io.recontact.flow;

import io.recontact.configuration.ContactFlowContentValidator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.flow.language.FlowDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Parses a flow document before it is published; {@code recontact.flows.strict} decides how strictly. */
@Component
class FlowDocumentValidator implements ContactFlowContentValidator {

    private static final Logger log = LoggerFactory.getLogger(FlowDocumentValidator.class);

    private final FlowProperties properties;

    FlowDocumentValidator(FlowProperties properties) {
        this.properties = properties;
    }

    @Override
    public void validate(ContactFlowId flow, String content) {
        var document = properties.strict() ? FlowDocument.parseStrictly(content) : FlowDocument.parse(content);
        var unavailable = document.unavailableTypes();
        if (!unavailable.isEmpty()) {
            log.info(
                    "Flow {} has actions that this service does not offer; they take the error branch: {}",
                    flow,
                    unavailable);
        }
    }
}
