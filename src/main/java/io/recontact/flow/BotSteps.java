package io.recontact.flow;

import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step;
import io.recontact.flow.language.Step.WaitEvent;
import io.recontact.flow.language.Value;
import io.recontact.webhook.LexBots;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dialogs of customers with bots. A dialog waits for a message of the customer, calls the bot, adds the bot's
 * messages to the chat, and waits again, until the bot closes it. What the customer writes during a call comes next.
 */
@Component
class BotSteps {

    private static final int MIN_SECONDS = 60;

    /** As long as the longest chat; a dialog without a time limit ends with its chat. */
    private static final int MAX_SECONDS = 604_800;

    private final LexBots bots;
    private final FlowMessages messages;
    private final WaitConditions waits;
    private final TranscriptRepository transcript;
    private final JsonMapper json;

    BotSteps(
            LexBots bots,
            FlowMessages messages,
            WaitConditions waits,
            TranscriptRepository transcript,
            JsonMapper json) {
        this.bots = bots;
        this.messages = messages;
        this.waits = waits;
        this.transcript = transcript;
        this.json = json;
    }

    /** Begins a dialog, or repeats its call after the node that made it was lost. */
    StepResult connect(FlowExecution execution, Step.ConnectParticipantWithLexBot step) {
        if (execution.dialog != null) {
            return call(execution, execution.dialog);
        }
        var id = step.bot().text(execution.data);
        var attributes = Value.texts(step.sessionAttributes(), execution.data, ContactSteps.MAX_ATTRIBUTES);
        var seconds = step.timeoutSeconds() == null
                ? MAX_SECONDS
                : step.timeoutSeconds().integer(execution.data).orElse(0);
        if (!execution.segment.isChat()
                || bots.find(id).isEmpty()
                || attributes.isEmpty()
                || seconds < MIN_SECONDS
                || seconds > MAX_SECONDS) {
            return StepResult.failed();
        }
        var seen = transcript.newest(execution.segment.session());
        var prompt = ContactSteps.text(step.text(), execution);
        if (prompt != null
                && !prompt.isBlank()
                && !messages.sayAsBot(execution, new ChatMessage(ContentTypes.PLAIN, prompt))) {
            return StepResult.failed();
        }
        var dialog = new BotDialog(
                id,
                ContactSteps.text(step.alias(), execution),
                seconds,
                json.writeValueAsString(Map.of("sessionAttributes", attributes.get())),
                seen,
                null,
                Map.of());
        var initial = ContactSteps.text(step.initialMessage(), execution);
        return initial == null || initial.isBlank()
                ? listen(execution, dialog)
                : call(execution, dialog.asking(initial, seen));
    }

    /** Continues a dialog that waits; empty if the customer has not written and still has time. */
    Optional<StepResult> resume(FlowExecution execution, BotDialog dialog) {
        var run = execution.run();
        var message = waits.nextMessage(run.session(), run.seenSequence());
        if (message.isPresent()) {
            return Optional.of(call(
                    execution,
                    dialog.asking(text(message.get().content()), message.get().sequence())));
        }
        var until = run.state().waitUntil();
        return until == null || !until.isAfter(execution.now)
                ? Optional.of(StepResult.failed("InputTimeLimitExceeded"))
                : Optional.empty();
    }

    /** Takes the answer of the bot. */
    StepResult answer(FlowExecution execution, BotDialog dialog, BotReply reply) {
        for (var message : reply.messages()) {
            if (!messages.sayAsBot(execution, message)) {
                return StepResult.failed();
            }
        }
        execution.lex = reply.lex();
        return switch (reply.ending()) {
            case OPEN -> listen(execution, dialog.answered(reply));
            case CLOSED -> StepResult.of(outcome(execution, reply));
            case FAILED -> StepResult.failed();
        };
    }

    /** "The result is the Intent of the bot." Without conditions, the designer's default branch is the error. */
    private static Outcome outcome(FlowExecution execution, BotReply reply) {
        var transitions = execution.action().transitions();
        return transitions.conditions().isEmpty() && transitions.errors().containsKey(Outcome.NO_MATCHING_CONDITION)
                ? new Outcome.Failed(Outcome.NO_MATCHING_CONDITION)
                : new Outcome.Result(reply.intent());
    }

    private StepResult listen(FlowExecution execution, BotDialog dialog) {
        var message = waits.nextMessage(execution.segment.session(), dialog.seen());
        if (message.isPresent()) {
            return call(
                    execution,
                    dialog.asking(text(message.get().content()), message.get().sequence()));
        }
        execution.dialog = dialog;
        return new StepResult.Wait(Duration.ofSeconds(dialog.timeoutSeconds()), Set.of(WaitEvent.CUSTOMER_RETURNED));
    }

    private StepResult call(FlowExecution execution, BotDialog dialog) {
        var bot = bots.find(dialog.bot());
        execution.dialog = dialog;
        return bot.isEmpty()
                ? StepResult.failed()
                : new StepResult.Call(new ExternalCall.Recognize(bot.get(), request(execution, dialog)));
    }

    /** Returns the members of the request of RecognizeText, those that Amazon Lex expects in its path among them. */
    private String request(FlowExecution execution, BotDialog dialog) {
        var request = new HashMap<String, Object>();
        var alias = dialog.bot().split("bot-alias/", 2);
        var ids = alias.length == 2 ? alias[1].split("/", 2) : new String[] {dialog.bot(), text(dialog.alias())};
        request.put("botId", ids[0]);
        request.put("botAliasId", ids.length == 2 ? ids[1] : "");
        request.put("localeId", execution.languageCode == null ? "en_US" : execution.languageCode.replace('-', '_'));
        request.put("sessionId", execution.segment.contact().toString());
        request.put("text", text(dialog.asked()));
        request.put("sessionState", json.readTree(dialog.sessionState()));
        request.put(
                "requestAttributes",
                Map.of(
                        "x-amz-lex:channels:platform",
                        "Connect Chat",
                        "x-amz-lex:accept-content-types",
                        "PlainText,CustomPayload"));
        return json.writeValueAsString(request);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
