package io.recontact.console.web.contacts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interactive message or its answer as a page shows it: the words, and what there is to choose. Pictures are words,
 * too: pages load nothing from other hosts.
 *
 * @param kind the template of a message, such as {@code ListPicker}; null for an answer
 * @param picture describes the picture and names its host; null if there is none
 * @param cards the cards of a carousel
 * @param entries the data of a view, or of the answer to one
 * @param isView true if the message shows a view, which can be opened
 */
public record InteractiveCard(
        @Nullable String kind,
        String title,
        @Nullable String subtitle,
        @Nullable String picture,
        List<Choice> choices,
        List<InteractiveCard> cards,
        List<Entry> entries,
        boolean isView) {

    /** Something to choose. */
    public record Choice(
            String text, @Nullable String detail, @Nullable String picture) {}

    /** A name and its value. */
    public record Entry(String name, String value) {}

    /** Copies the lists. */
    public InteractiveCard {
        choices = List.copyOf(choices);
        cards = List.copyOf(cards);
        entries = List.copyOf(entries);
    }
}
