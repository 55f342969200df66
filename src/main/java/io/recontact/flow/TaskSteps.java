package io.recontact.flow;

import io.recontact.contact.NewRecord;
import io.recontact.directory.ContactFlowId;
import io.recontact.language.Step;
import io.recontact.wire.Channel;
import io.recontact.wire.InitiationMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The action that creates a task. */
@Component
class TaskSteps {

    /** Begins with what its contact knows, "linked to the contact" (Administrator Guide, "Create task"). */
    Progress create(Turn turn, Step.CreateTask step) {
        var flow = FlowNames.parse(
                "contact-flow", turn.segment.instance(), step.flow().text(turn.data));
        var name = step.name().text(turn.data);
        var description = ContactSteps.text(step.description(), turn);
        var attributes = ContactSteps.attributes(step.attributes(), turn.data);
        var references = ContactSteps.references(step.references(), turn.data);
        var begins = begins(turn, step);
        if (flow.isEmpty()
                || attributes.isEmpty()
                || references.isEmpty()
                || begins.isEmpty()
                || name.isEmpty()
                || ContactSteps.isLonger(name, ContactSteps.MAX_NAME)
                || ContactSteps.isLonger(description, ContactSteps.MAX_TEXT)) {
            return Progress.failed();
        }
        return new Progress.Calls(new OutsideCall.CreateTask(new NewRecord(
                turn.segment.instance(),
                Channel.TASK,
                InitiationMethod.API,
                new ContactFlowId(flow.get()),
                name,
                description,
                references.get(),
                attributes.get(),
                Map.of(),
                null,
                turn.segment.contact(),
                begins.get().equals(turn.now) ? null : begins.get(),
                null)));
    }

    /** Absent if it is to begin at no time that there is. Times are in seconds of the epoch, or written out. */
    private static Optional<Instant> begins(Turn turn, Step.CreateTask step) {
        if (step.delaySeconds() != null) {
            var delay = step.delaySeconds().integer(turn.data);
            return delay.isPresent() ? Optional.of(turn.now.plusSeconds(delay.getAsInt())) : Optional.empty();
        }
        if (step.scheduledTime() == null) {
            return Optional.of(turn.now);
        }
        try {
            var number = step.scheduledTime().number(turn.data);
            return Optional.of(
                    number.isPresent()
                            ? Instant.ofEpochSecond(number.getAsLong())
                            : Instant.parse(step.scheduledTime().text(turn.data)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
