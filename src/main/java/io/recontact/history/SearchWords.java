package io.recontact.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parsed words of a search, as queries in the text form of PostgreSQL. Each word there has the form
 * {@code 'word':*}, with quotes and backslashes in words doubled.
 *
 * @param query the query that the words of a contact must match
 * @param indexable the part of it that an index can decide: without exclusions; {@code T} if there is none
 */
record SearchWords(String query, String indexable) {

    private static final Pattern WORD_OR_OPERATOR =
            Pattern.compile("'(?<word>(?:[^']|'')*)'(?<prefix>:\\*)?|(?<operator>&|<->|<\\d+>)");

    private static final Pattern DOUBLED = Pattern.compile("''|\\\\\\\\");

    /** As in contact_text_terms. */
    private static final int LONGEST_TERM = 100;

    private static final int DAYS_OF_MONTH = 32;

    /** No contact matches: the text has no words, or only such that the language leaves out. */
    boolean isEmpty() {
        return query.isEmpty();
    }

    /** The query for senders with some weights. */
    String weighted(String weights) {
        return rewrite(
                query,
                (word, prefix) -> "'%s':%s%s".formatted(word, prefix.isEmpty() ? "" : "*", weights),
                operator -> operator);
    }

    /** The query for a message with any of the words; empty if the index decides nothing. */
    String anyWord() {
        return hasIndexable() ? rewrite(indexable, "'%s'%s"::formatted, _ -> "|") : "";
    }

    /**
     * The query for the terms of contacts of some days that may match. They have the words, but maybe not in the order
     * of a phrase, and maybe also some that are excluded.
     *
     * @param queues the queues of which a contact must have one; any if empty
     * @param agents likewise
     */
    String terms(UUID instance, LocalDate first, LocalDate last, List<UUID> queues, List<UUID> agents) {
        var months = new ArrayList<String>();
        var from = first.toEpochDay();
        while (from <= last.toEpochDay()) {
            var month = Math.floorDiv(from, DAYS_OF_MONTH);
            var to = Math.min(last.toEpochDay(), (month + 1) * DAYS_OF_MONTH - 1);
            months.add(termsOfMonth(Long.toHexString(month) + " ", instance, from, to, queues, agents));
            from = to + 1;
        }
        return String.join(" | ", months);
    }

    private String termsOfMonth(String month, UUID instance, long from, long to, List<UUID> queues, List<UUID> agents) {
        var all = new ArrayList<String>();
        if (to - from == DAYS_OF_MONTH - 1) {
            all.add("'%s/%s'".formatted(month, instance));
        } else {
            var days = new ArrayList<String>();
            for (var day = from; day <= to; day++) {
                days.add("'%s/%s/%d'".formatted(month, instance, day));
            }
            all.add(anyOf(days));
        }
        if (!queues.isEmpty()) {
            all.add(anyOf(queues.stream()
                    .map(queue -> "'%s/queue/%s'".formatted(month, queue))
                    .toList()));
        }
        if (!agents.isEmpty()) {
            all.add(anyOf(agents.stream()
                    .map(agent -> "'%s/agent/%s'".formatted(month, agent))
                    .toList()));
        }
        if (hasIndexable()) {
            all.add("("
                    + rewrite(indexable, (word, prefix) -> "'%s%s'%s".formatted(month, cut(word), prefix), _ -> "&")
                    + ")");
        }
        return all.stream().collect(Collectors.joining(" & ", "(", ")"));
    }

    private boolean hasIndexable() {
        return indexable.indexOf('\'') >= 0;
    }

    private static String anyOf(List<String> terms) {
        return terms.stream().collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String rewrite(String query, BinaryOperator<String> words, UnaryOperator<String> operators) {
        return WORD_OR_OPERATOR.matcher(query).replaceAll(found -> {
            var word = found.group("word");
            return Matcher.quoteReplacement(
                    word == null
                            ? operators.apply(found.group())
                            : words.apply(word, Objects.requireNonNullElse(found.group("prefix"), "")));
        });
    }

    /** Cuts a word with doubled characters as contact_text_terms does. */
    private static String cut(String word) {
        var text = DOUBLED.matcher(word)
                .replaceAll(doubled -> Matcher.quoteReplacement(doubled.group().substring(1)));
        if (text.codePointCount(0, text.length()) <= LONGEST_TERM) {
            return word;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_TERM))
                .replace("\\", "\\\\")
                .replace("'", "''");
    }
}
