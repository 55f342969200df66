package io.recontact.flow;

import io.recontact.configuration.ContactFlowModuleId;
import io.recontact.configuration.ContactFlowModuleService;
import io.recontact.configuration.Publication;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The actions that enter and leave flow modules. The run's state keeps the flow and modules that wait for a return. */
@Component
class ModuleSteps {

    /** "Supporting up to 5 levels of nesting" (Administrator Guide, "Flow modules"). */
    private static final int MAX_DEPTH = 5;

    private final ContactFlowModuleService modules;
    private final JsonMapper json;

    ModuleSteps(ContactFlowModuleService modules, JsonMapper json) {
        this.modules = modules;
        this.json = json;
    }

    StepResult invoke(FlowExecution execution, Step.InvokeFlowModule step) {
        var module = execution.depth() < MAX_DEPTH
                ? FlowResourceResolver.find(
                        modules,
                        ContactFlowModuleId::new,
                        execution.segment.instance(),
                        step.module().text(execution.data))
                : Optional.<Publication>empty();
        var input = step.input().text(execution.data, ContactSteps.MAX_ATTRIBUTES);
        return module.isEmpty() || input.isEmpty()
                ? StepResult.failed()
                : new StepResult.EnterModule(module.get(), input.get());
    }

    /** Returns to the caller: to the branch of the result, or without a result to the next action. */
    StepResult end(FlowExecution execution, Step.EndFlowModuleExecution step) {
        var result = step.result() == null ? "" : step.result().text(execution.data);
        return step.resultData()
                .text(execution.data, ContactSteps.MAX_ATTRIBUTES)
                .<StepResult>map(data -> new StepResult.LeaveModule(
                        result.isEmpty() ? new Outcome.Done() : new Outcome.Result(result),
                        "{\"Result\":%s,\"ResultData\":%s}".formatted(json.writeValueAsString(result), data)))
                .orElseGet(StepResult::failed);
    }
}
