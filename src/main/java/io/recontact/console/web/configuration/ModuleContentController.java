package io.recontact.console.web.configuration;

import io.recontact.configuration.ContactFlowContentValidator;
import io.recontact.configuration.ContactFlowModule;
import io.recontact.configuration.ContactFlowModuleId;
import io.recontact.configuration.ContactFlowModuleService;
import io.recontact.console.ConsoleEnabled;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The content of flow modules. */
@Controller
@ConsoleEnabled
@RequestMapping(ModulePages.PATH + "/{id}")
class ModuleContentController extends ContentPages<ContactFlowModule, ContactFlowModuleId> {

    private final ContactFlowContentValidator validator;

    ModuleContentController(
            ContactFlowModuleService modules, ContactFlowContentValidator validator, TransactionTemplate transactions) {
        super(ResourceKind.FLOW_MODULES, modules, ContactFlowModuleId::new, transactions);
        this.validator = validator;
    }

    @Override
    List<String> problems(ContactFlowModule module, String edited) {
        return validator.moduleProblems(edited, module.settings());
    }

    @Override
    int maxContent() {
        return FlowPages.MAX_CONTENT;
    }
}
