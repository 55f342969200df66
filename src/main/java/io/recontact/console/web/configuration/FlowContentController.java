package io.recontact.console.web.configuration;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowContentValidator;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.console.ConsoleEnabled;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The content of flows. */
@Controller
@ConsoleEnabled
@RequestMapping(FlowPages.PATH + "/{id}")
class FlowContentController extends ContentPages<ContactFlow, ContactFlowId> {

    private final ContactFlowContentValidator validator;

    FlowContentController(
            ContactFlowService flows, ContactFlowContentValidator validator, TransactionTemplate transactions) {
        super(ResourceKind.FLOWS, flows, ContactFlowId::new, transactions);
        this.validator = validator;
    }

    @Override
    List<String> problems(ContactFlow flow, String edited) {
        return validator.problems(edited);
    }

    @Override
    int maxContent() {
        return FlowPages.MAX_CONTENT;
    }
}
