package io.recontact.flow;

import io.recontact.flow.language.Step;
import io.recontact.flow.language.Value;
import io.recontact.webhook.InvocableFunctions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Builds the event with which Amazon Connect invokes AWS Lambda functions. */
@Component
class LambdaRequests {

    private final InvocableFunctions functions;
    private final ContactData data;
    private final JsonMapper json;

    LambdaRequests(InvocableFunctions functions, ContactData data, JsonMapper json) {
        this.functions = functions;
        this.data = data;
        this.json = json;
    }

    StepResult call(FlowExecution execution, Step.InvokeLambdaFunction step) {
        var function =
                functions.find(execution.segment.instance(), step.function().text(execution.data));
        var parameters = Value.texts(step.attributes(), execution.data, ContactSteps.MAX_ATTRIBUTES);
        return function.isEmpty() || parameters.isEmpty()
                ? StepResult.failed()
                : new StepResult.Call(new ExternalCall.Invoke(
                        function.get(),
                        step.limit(),
                        event(execution, parameters.get()),
                        step.invocation(),
                        step.response()));
    }

    private String event(FlowExecution execution, Map<String, String> parameters) {
        var contact = new HashMap<String, @Nullable Object>(data.contact(execution));
        // The complete values; references read texts.
        var described = data.describe(execution);
        contact.put("SegmentAttributes", described.segmentAttributes());
        var tags = new HashMap<>(described.tags());
        tags.put("aws:connect:instanceId", execution.segment.instance().toString());
        contact.put("Tags", tags);
        contact.put("References", data.references(execution));
        // Other chats have no addresses, but functions expect the members.
        contact.put("CustomerEndpoint", null);
        contact.put("SystemEndpoint", null);
        contact.putAll(data.endpoints(execution));
        contact.put("MediaStreams", Map.of());
        return json.writeValueAsString(Map.of(
                "Name", "ContactFlowEvent", "Details", Map.of("ContactData", contact, "Parameters", parameters)));
    }
}
