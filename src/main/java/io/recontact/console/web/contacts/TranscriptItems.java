package io.recontact.console.web.contacts;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Items of a transcript as a page shows them, oldest first.
 *
 * @param earlier the token of the items before them; null if there are none
 */
public record TranscriptItems(List<Line> lines, @Nullable String earlier) {

    /** The names that flows and bots have in transcripts. */
    private static final Set<String> NO_NAMES = Set.of("SYSTEM_MESSAGE", "BOT");

    private static final String EVENT = "application/vnd.amazonaws.connect.event.";

    /** Copies the lines. */
    public TranscriptItems {
        lines = List.copyOf(lines);
    }

    /**
     * An item.
     *
     * @param side the class of its style: who has sent it
     * @param text null for files alone, and for a card
     * @param card an interactive message, or the answer to one
     * @param hasView true if the card shows a view of this session, which can be opened
     */
    public record Line(
            String id,
            String time,
            String side,
            String sender,
            @Nullable String text,
            List<File> files,
            @Nullable InteractiveCard card,
            boolean hasView) {

        /** Copies the files. */
        public Line {
            files = List.copyOf(files);
        }
    }

    /** A file. */
    public record File(String id, String name, String contentType, String status) {

        /** Returns true if there is content to download. */
        public boolean isAvailable() {
            return status.equals("approved");
        }
    }

    /** Returns an item as pages show it. */
    public static Line line(Item item) {
        var time = Times.text(Instant.parse(item.absoluteTime()));
        var files = Objects.requireNonNullElse(item.attachments(), List.<Item.Attachment>of()).stream()
                .map(file -> new File(
                        file.attachmentId(),
                        file.attachmentName(),
                        file.contentType(),
                        file.status().toLowerCase(Locale.ROOT)))
                .toList();
        if (item.type() == ItemType.EVENT) {
            return new Line(item.id(), time, "event", sender(item), event(item), files, null, false);
        }
        var card = InteractiveCards.of(item.contentType(), item.content()).orElse(null);
        return new Line(
                item.id(),
                time,
                side(item.participantRole()),
                sender(item),
                card == null ? item.content() : null,
                files,
                card,
                card != null && card.isView() && item.relatedContactId() == null);
    }

    private static String side(@Nullable ParticipantRole role) {
        return role == null ? "system" : role.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String sender(Item item) {
        var role = item.participantRole();
        var name = item.displayName();
        var word = role == null ? "System" : ContactSearchController.word(role);
        return name == null || name.isBlank() || NO_NAMES.contains(name)
                ? word
                : "%s (%s)".formatted(name, word.toLowerCase(Locale.ROOT));
    }

    /** Returns an event in words, such as {@code has joined}. */
    private static String event(Item item) {
        var event = String.valueOf(item.contentType()).replace(EVENT, "");
        return switch (event) {
            case "participant.joined" -> "has joined";
            case "participant.left" -> "has left";
            default -> event.replace('.', ' ');
        };
    }
}
