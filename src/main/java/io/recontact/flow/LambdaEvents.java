package io.recontact.flow;

import io.recontact.egress.LambdaFunctions;
import io.recontact.language.Step;
import io.recontact.language.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What functions are told: the event that Amazon Connect invokes AWS Lambda functions with. */
@Component
class LambdaEvents {

    private final LambdaFunctions functions;
    private final ContactData data;
    private final JsonMapper json;

    LambdaEvents(LambdaFunctions functions, ContactData data, JsonMapper json) {
        this.functions = functions;
        this.data = data;
        this.json = json;
    }

    Progress call(Turn turn, Step.InvokeLambdaFunction step) {
        var function = functions.find(step.function().text(turn.data));
        var parameters = Value.texts(step.attributes(), turn.data, ContactSteps.MAX_ATTRIBUTES);
        return function.isEmpty() || parameters.isEmpty()
                ? Progress.failed()
                : new Progress.Calls(new OutsideCall.Invoke(
                        function.get(),
                        step.limit(),
                        event(turn, parameters.get()),
                        step.invocation(),
                        step.response()));
    }

    private String event(Turn turn, Map<String, String> parameters) {
        var contact = new HashMap<String, @Nullable Object>(data.contact(turn));
        // Whole values, where references have texts.
        var described = data.describe(turn);
        contact.put("SegmentAttributes", described.segmentAttributes());
        var tags = new HashMap<>(described.tags());
        tags.put("aws:connect:instanceId", turn.segment.instance().toString());
        contact.put("Tags", tags);
        contact.put("References", data.references(turn));
        // Chats have no such addresses, and functions look for them all the same.
        contact.put("CustomerEndpoint", null);
        contact.put("SystemEndpoint", null);
        contact.put("MediaStreams", Map.of());
        return json.writeValueAsString(Map.of(
                "Name", "ContactFlowEvent", "Details", Map.of("ContactData", contact, "Parameters", parameters)));
    }
}
