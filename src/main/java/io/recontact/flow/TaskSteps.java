package io.recontact.flow;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.NewContact;
import io.recontact.flow.language.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The action CreateTask. */
@Component
class TaskSteps {

    /** Creates a task that is "linked to the contact" (Administrator Guide, "Create task"). */
    StepResult create(FlowExecution execution, Step.CreateTask step) {
        var flow = FlowResourceResolver.parse(
                "contact-flow", execution.segment.instance(), step.flow().text(execution.data));
        var name = step.name().text(execution.data);
        var description = ContactSteps.text(step.description(), execution);
        var attributes = ContactSteps.attributes(step.attributes(), execution.data);
        var references = ContactSteps.references(step.references(), execution.data);
        var begins = begins(execution, step);
        if (flow.isEmpty()
                || attributes.isEmpty()
                || references.isEmpty()
                || begins.isEmpty()
                || name.isEmpty()
                || ContactSteps.isLonger(name, ContactSteps.MAX_NAME)
                || ContactSteps.isLonger(description, ContactSteps.MAX_TEXT)) {
            return StepResult.failed();
        }
        return new StepResult.Call(new ExternalCall.CreateTask(new NewContact(
                execution.segment.instance(),
                Channel.TASK,
                InitiationMethod.API,
                new ContactFlowId(flow.get()),
                null,
                name,
                description,
                references.get(),
                attributes.get(),
                Map.of(),
                null,
                execution.segment.contact(),
                begins.get().equals(execution.now) ? null : begins.get(),
                null)));
    }

    /** Returns when the task begins; empty if the time is invalid. Times are epoch seconds or ISO 8601. */
    private static Optional<Instant> begins(FlowExecution execution, Step.CreateTask step) {
        if (step.delaySeconds() != null) {
            var delay = step.delaySeconds().integer(execution.data);
            return delay.isPresent() ? Optional.of(execution.now.plusSeconds(delay.getAsInt())) : Optional.empty();
        }
        if (step.scheduledTime() == null) {
            return Optional.of(execution.now);
        }
        try {
            var number = step.scheduledTime().number(execution.data);
            return Optional.of(
                    number.isPresent()
                            ? Instant.ofEpochSecond(number.getAsLong())
                            : Instant.parse(step.scheduledTime().text(execution.data)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
