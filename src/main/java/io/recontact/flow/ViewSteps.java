package io.recontact.flow;

import io.recontact.api.ParticipantRole;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.participant.ConnectedParticipants;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.configuration.Publication;
import io.recontact.configuration.ViewId;
import io.recontact.configuration.ViewService;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The action ShowView: sends an interactive message that names a view, and waits for the customer's response. */
@Component
class ViewSteps {

    /** "Limit combined inputs and contact attributes to 16KB or less" (flow language, ShowView). */
    private static final int MAX_DATA = 16_384;

    private final ViewService views;
    private final ShownViewRepository shown;
    private final SystemMessages messages;
    private final WaitConditions waits;
    private final ConnectedParticipants participants;
    private final UuidV7Generator ids;
    private final JsonMapper json;

    ViewSteps(
            ViewService views,
            ShownViewRepository shown,
            SystemMessages messages,
            WaitConditions waits,
            ConnectedParticipants participants,
            UuidV7Generator ids,
            JsonMapper json) {
        this.views = views;
        this.shown = shown;
        this.messages = messages;
        this.waits = waits;
        this.participants = participants;
        this.ids = ids;
        this.json = json;
    }

    /** Fails if the view cannot be shown, or the chat does not support interactive messages. */
    StepResult show(FlowExecution execution, Step.ShowView step) {
        int seconds = step.timeoutSeconds().integer(execution.data).orElse(0);
        var view = view(execution, step);
        var data = step.viewData().text(execution.data, MAX_DATA);
        if (view.isEmpty()
                || data.isEmpty()
                || seconds < 1
                || seconds > Interpreter.MAX_WAIT_SECONDS
                || !execution.segment.isChat()
                || !participants.supports(execution.segment.session(), ContentTypes.INTERACTIVE)) {
            return StepResult.failed();
        }
        var token = ids.next();
        shown.add(token, execution.segment.session().value(), view.get().id().value());
        var message = Map.of(
                "templateType",
                "ViewResource",
                "version",
                "1.0",
                "data",
                Map.of("content", Map.of("viewToken", token.toString(), "viewData", json.readTree(data.get()))));
        return messages.send(execution, ContentTypes.INTERACTIVE, json.writeValueAsString(message))
                ? new StepResult.Wait(Duration.ofSeconds(seconds), Set.of(WaitEvent.CUSTOMER_RETURNED))
                : StepResult.failed();
    }

    /** Finds the view. The version follows the id, or is a parameter of its own. */
    private Optional<Publication> view(FlowExecution execution, Step.ShowView step) {
        var id = step.view().text(execution.data);
        var version = step.version() == null ? "" : step.version().text(execution.data);
        return FlowResourceResolver.find(
                views, ViewId::new, execution.segment.instance(), version.isEmpty() ? id : id + ":" + version);
    }

    /** Returns how the customer has answered the view; empty if the run still waits. */
    Optional<Outcome> answer(FlowExecution execution) {
        var answer = waits.first(execution.run(), this::answer);
        if (answer.isEmpty()) {
            return waits.isOver(execution.run(), execution.now)
                    ? Optional.of(new Outcome.Failed("TimeLimitExceeded"))
                    : Optional.empty();
        }
        var action = answer.get().path("Action");
        if (!action.isString()) {
            return Optional.of(Outcome.failed());
        }
        var data = answer.get().path("ViewData");
        execution.views = json.writeValueAsString(
                Map.of("Action", action, "ViewResultData", data.isMissingNode() ? Map.of() : data));
        return Optional.of(new Outcome.Result(action.stringValue()));
    }

    /** Reads a response: its action and its data are at the top, or in {@code data}, or in {@code data.content}. */
    private Optional<JsonNode> answer(StoredItem item) {
        var sender = item.sender();
        if (sender == null
                || sender.role() != ParticipantRole.CUSTOMER
                || item.content() == null
                || !item.contentType().equals(ContentTypes.INTERACTIVE_RESPONSE)) {
            return Optional.empty();
        }
        try {
            var response = json.readTree(item.content());
            return Optional.of(Stream.of(
                            response,
                            response.path("data"),
                            response.path("data").path("content"))
                    .filter(place -> place.has("Action"))
                    .findFirst()
                    .orElse(response));
        } catch (JacksonException _) {
            return Optional.of(json.nullNode()); // has no action
        }
    }
}
