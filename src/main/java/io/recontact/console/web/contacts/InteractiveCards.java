package io.recontact.console.web.contacts;

import io.recontact.chat.ContentTypes;
import io.recontact.console.web.contacts.InteractiveCard.Choice;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the <a href="https://docs.aws.amazon.com/connect/latest/adminguide/interactive-messages.html">templates</a> of
 * interactive messages. Participants may send anything under their content types: what has no known form is shown as it
 * is.
 */
final class InteractiveCards {

    private static final JsonMapper JSON = new JsonMapper();

    /** More choices are no help. */
    private static final int MAX_CHOICES = 50;

    /** The card of a carousel is in a card. */
    private static final int MAX_DEPTH = 2;

    private static final String VIEW = "ViewResource";

    private static final DateTimeFormatter SLOT =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm xxx", Locale.ENGLISH);

    private InteractiveCards() {}

    /** Returns the card of a message; empty if it is not interactive, or of an unknown form. */
    static Optional<InteractiveCard> of(@Nullable String contentType, @Nullable String content) {
        if (content == null || contentType == null) {
            return Optional.empty();
        }
        try {
            return switch (contentType) {
                case ContentTypes.INTERACTIVE -> message(JSON.readTree(content), MAX_DEPTH);
                case ContentTypes.INTERACTIVE_RESPONSE -> answer(JSON.readTree(content));
                default -> Optional.empty();
            };
        } catch (JacksonException _) {
            return Optional.empty(); // not JSON
        }
    }

    private static Optional<InteractiveCard> message(JsonNode message, int depth) {
        var kind = text(message.path("templateType"));
        var content = message.path("data").path("content");
        if (kind == null) {
            return Optional.empty();
        }
        var data = content.path("viewData");
        var title = Stream.of(content.path("title"), data.path("Heading"))
                .map(InteractiveCards::text)
                .flatMap(Stream::ofNullable)
                .findFirst();
        var location = text(content.path("location").path("title"));
        var subtitle = text(content.path("subtitle"));
        return Optional.of(new InteractiveCard(
                kind,
                title.orElse(kind),
                location == null ? subtitle : subtitle == null ? location : "%s\n%s".formatted(subtitle, location),
                picture(content),
                choices(content),
                depth == 0 ? List.of() : cards(content, depth),
                JsonEntries.of(data),
                kind.equals(VIEW) && content.path("viewToken").isString()));
    }

    private static List<Choice> choices(JsonNode content) {
        var choices = new ArrayList<Choice>();
        for (var element : content.path("elements")) {
            var title = text(element.path("title"));
            if (title != null) {
                choices.add(new Choice(title, text(element.path("subtitle")), picture(element)));
            }
        }
        for (var slot : content.path("timeslots")) {
            var date = text(slot.path("date"));
            if (date != null) {
                var seconds = slot.path("duration").asLong(0);
                choices.add(new Choice(
                        time(date, content.path("timezoneOffset")),
                        seconds > 0 ? Times.text(Duration.ofSeconds(seconds)) : null,
                        null));
            }
        }
        return choices.stream().limit(MAX_CHOICES).toList();
    }

    private static List<InteractiveCard> cards(JsonNode content, int depth) {
        return content.path("elements")
                .valueStream()
                .filter(JsonNode::isObject)
                .limit(MAX_CHOICES)
                .flatMap(element -> message(element, depth - 1).stream())
                .toList();
    }

    /** Returns a time in the zone of the message, which is a number of minutes. */
    private static String time(String date, JsonNode minutes) {
        try {
            var time = OffsetDateTime.parse(date);
            return SLOT.format(
                    minutes.isInt()
                            ? time.withOffsetSameInstant(
                                    ZoneOffset.ofTotalSeconds(Math.multiplyExact(minutes.asInt(), 60)))
                            : time);
        } catch (DateTimeException | ArithmeticException _) {
            return date; // of a form of its own
        }
    }

    private static @Nullable String picture(JsonNode place) {
        var address = text(place.path("imageData"));
        if (address == null) {
            return null;
        }
        var description = text(place.path("imageDescription"));
        var words = description == null ? "Picture" : "Picture: " + description;
        return host(address).map(host -> "%s (%s)".formatted(words, host)).orElse(words);
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost());
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not an address
        }
    }

    private static Optional<InteractiveCard> answer(JsonNode answer) {
        return Stream.of(answer.path("data").path("content"), answer.path("data"), answer)
                .flatMap(place -> Stream.of(place.path("selectedElement"), place.path("title"), place.path("Action"))
                        .map(InteractiveCards::text)
                        .flatMap(Stream::ofNullable)
                        .map(title -> new InteractiveCard(
                                null,
                                title,
                                null,
                                null,
                                List.of(),
                                List.of(),
                                JsonEntries.of(place.path("ViewData")),
                                false)))
                .findFirst();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank() ? node.stringValue() : null;
    }
}
