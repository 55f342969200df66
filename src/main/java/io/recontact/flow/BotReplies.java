package io.recontact.flow;

import io.recontact.chat.ChatMessage;
import io.recontact.chat.ContentTypes;
import io.recontact.flow.BotReply.Ending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the answers of bots: the response of <a
 * href="https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_RecognizeText.html">RecognizeText</a>.
 */
@Component
class BotReplies {

    private static final Set<String> ELICITING = Set.of("ElicitIntent", "ElicitSlot", "ConfirmIntent");
    private static final Set<String> FINAL_STATES = Set.of("Fulfilled", "ReadyForFulfillment", "Failed");

    private final JsonMapper json;

    BotReplies(JsonMapper json) {
        this.json = json;
    }

    /** Returns the answer; empty if it is not one of RecognizeText, or has a message that is too long for a chat. */
    Optional<BotReply> read(String body) {
        try {
            var answer = json.readTree(body);
            var session = answer.path("sessionState");
            var ending = ending(session);
            var choices = new LinkedHashMap<String, String>();
            var messages = messages(answer.path("messages"), choices);
            if (!LambdaResponses.isStorable(answer)
                    || ending.isEmpty()
                    || messages.stream().anyMatch(message -> message.content().length() > FlowMessages.MAX_LENGTH)) {
                return Optional.empty();
            }
            return Optional.of(new BotReply(
                    messages,
                    choices,
                    session.toString(),
                    ending.get(),
                    session.at("/intent/name").asString(""),
                    json.writeValueAsString(lex(answer))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Returns whether the dialog has ended; empty if the answer does not say what comes next. */
    private static Optional<Ending> ending(JsonNode session) {
        var action = session.at("/dialogAction/type").asString("");
        var state = session.at("/intent/state").asString("");
        if (ELICITING.contains(action)) {
            return Optional.of(Ending.OPEN);
        }
        if (!action.equals("Close") && !FINAL_STATES.contains(state)) {
            return Optional.empty();
        }
        return Optional.of(state.equals("Failed") ? Ending.FAILED : Ending.CLOSED);
    }

    private List<ChatMessage> messages(JsonNode list, Map<String, String> choices) {
        var messages = new ArrayList<ChatMessage>();
        for (var message : list) {
            var content = message.path("content").asString("");
            var read = switch (message.path("contentType").asString("")) {
                case "CustomPayload" ->
                    new ChatMessage(isTemplate(content) ? ContentTypes.INTERACTIVE : ContentTypes.PLAIN, content);
                case "ImageResponseCard" -> card(message.path("imageResponseCard"), choices);
                case "SSML" -> new ChatMessage(ContentTypes.PLAIN, content.replaceAll("<[^>]*>", ""));
                default -> new ChatMessage(ContentTypes.PLAIN, content);
            };
            if (!read.content().isBlank()) {
                messages.add(read);
            }
        }
        return messages;
    }

    /** Returns whether a payload is an interactive message: a template and its data. */
    private boolean isTemplate(String content) {
        try {
            var payload = json.readTree(content);
            return payload.path("templateType").isString()
                    && payload.path("data").isObject();
        } catch (JacksonException _) {
            return false; // plain text
        }
    }

    /** Returns a card as the interactive message that shows the same: a list picker. */
    private ChatMessage card(JsonNode card, Map<String, String> choices) {
        var content = new LinkedHashMap<String, Object>();
        content.put("title", card.path("title").asString(""));
        if (card.path("subtitle").isString()) {
            content.put("subtitle", card.path("subtitle").stringValue());
        }
        if (card.path("imageUrl").isString()) {
            content.put("imageType", "URL");
            content.put("imageData", card.path("imageUrl").stringValue());
        }
        var elements = new ArrayList<Map<String, String>>();
        for (var button : card.path("buttons")) {
            var text = button.path("text").asString("");
            elements.add(Map.of("title", text));
            choices.put(text, button.path("value").asString(text));
        }
        if (elements.isEmpty()) {
            var subtitle = card.path("subtitle").asString("");
            return new ChatMessage(
                    ContentTypes.PLAIN,
                    "%s\n%s".formatted(content.get("title"), subtitle).strip());
        }
        content.put("elements", elements);
        return new ChatMessage(
                ContentTypes.INTERACTIVE,
                json.writeValueAsString(
                        Map.of("templateType", "ListPicker", "version", "1.0", "data", Map.of("content", content))));
    }

    /** Returns what references read, by the names of "Amazon Lex contact attributes" (Administrator Guide). */
    private static Map<String, Object> lex(JsonNode answer) {
        var session = answer.path("sessionState");
        var intent = session.path("intent");
        var lex = new LinkedHashMap<String, Object>();
        lex.put("SessionAttributes", texts(session.path("sessionAttributes")));
        lex.put("DialogState", intent.path("state").asString("Fulfilled"));
        lex.putAll(intent(intent));
        var alternatives = new LinkedHashMap<String, Object>();
        for (var interpretation : answer.path("interpretations")) {
            var name = interpretation.at("/intent/name").asString("");
            var confidence =
                    Map.of("Score", interpretation.at("/nluConfidence/score").asString(""));
            if (!name.equals(intent.path("name").asString(""))) {
                var alternative = new LinkedHashMap<>(intent(interpretation.path("intent")));
                alternative.put("IntentConfidence", confidence);
                alternatives.put(name, alternative);
                continue;
            }
            lex.put("IntentConfidence", confidence);
            var sentiment = interpretation.path("sentimentResponse");
            if (sentiment.isObject()) {
                var scores = sentiment.path("sentimentScore");
                lex.put(
                        "SentimentResponse",
                        Map.of(
                                "Label",
                                sentiment.path("sentiment").asString(""),
                                "Scores",
                                Map.of(
                                        "Positive", scores.path("positive").asString(""),
                                        "Negative", scores.path("negative").asString(""),
                                        "Neutral", scores.path("neutral").asString(""),
                                        "Mixed", scores.path("mixed").asString(""))));
            }
        }
        lex.put("AlternativeIntents", alternatives);
        return lex;
    }

    private static Map<String, Object> intent(JsonNode intent) {
        var slots = new LinkedHashMap<String, Object>();
        intent.path("slots")
                .properties()
                .forEach(slot -> slot(slot.getValue()).ifPresent(value -> slots.put(slot.getKey(), value)));
        return Map.of("IntentName", intent.path("name").asString(""), "Slots", slots);
    }

    /** Returns the value of a slot, or a list of values; empty if the slot is not filled. */
    private static Optional<Object> slot(JsonNode slot) {
        if (slot.path("values").isArray()) {
            return Optional.of(slot.path("values")
                    .valueStream()
                    .flatMap(value -> slot(value).stream())
                    .toList());
        }
        var value = slot.path("value");
        var interpreted = value.path("interpretedValue").asString("");
        var text = interpreted.isEmpty() ? value.path("originalValue").asString("") : interpreted;
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }
}
