package io.recontact.console.web.configuration;

import io.recontact.api.StorableText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form. Its name is that of the member in the API, so that a refusal finds its field.
 *
 * @param values the value; any number of values of {@link Kind#CHECKS}, none of {@link Kind#GRID}
 * @param min the smallest number
 * @param max the largest number, or the number of characters of a text
 * @param choices the values that it may have; those that are suggested of {@link Kind#SUGGEST}
 * @param columns the columns of a grid, which are fields without a value
 * @param rows the values of a grid, by row and column
 */
record Field(
        Kind kind,
        String name,
        String label,
        String hint,
        boolean isRequired,
        int min,
        int max,
        List<String> values,
        List<Choice> choices,
        List<Field> columns,
        List<List<String>> rows) {

    private static final int MAX_ROWS = 100;

    /** The length of a date of four digits of the year. */
    private static final int MAX_DATE = 10;

    /** The element of a field. */
    enum Kind {
        TEXT,
        AREA,
        PASSWORD,
        NUMBER,
        DATE,
        TIME,
        CHOICE,
        SUGGEST,
        CHECKS,
        GRID
    }

    static Field text(String name, String label, int max, @Nullable String value) {
        return single(Kind.TEXT, name, label, 0, max, value);
    }

    static Field area(String name, String label, int max, @Nullable String value) {
        return single(Kind.AREA, name, label, 0, max, value);
    }

    /** Texts, one on each line. */
    static Field lines(String name, String label, int max, Collection<String> values) {
        return area(name, label, max, String.join("\n", values));
    }

    static Field password(String name, String label) {
        return single(Kind.PASSWORD, name, label, 0, 64, null);
    }

    static Field number(String name, String label, int min, int max, @Nullable Integer value) {
        return single(Kind.NUMBER, name, label, min, max, Objects.toString(value, ""));
    }

    static Field date(String name, String label, @Nullable LocalDate value) {
        return single(Kind.DATE, name, label, 0, 0, Objects.toString(value, ""));
    }

    static Field time(String name, String label) {
        return single(Kind.TIME, name, label, 0, 0, null);
    }

    /** A value of a list; what is beyond the length of the list stays possible. */
    static Field choice(String name, String label, List<Choice> choices, @Nullable Object value) {
        var present = Objects.toString(value, "");
        return single(Kind.CHOICE, name, label, 0, 0, present).among(choices, List.of(present));
    }

    static Field suggest(String name, String label, List<Choice> choices, @Nullable String value) {
        return single(Kind.SUGGEST, name, label, 0, 100, value).among(choices, List.of());
    }

    /** Any number of values of a list; what is beyond the length of the list stays possible. */
    static Field checks(String name, String label, List<Choice> choices, Collection<?> values) {
        var present = values.stream().map(Object::toString).toList();
        return new Field(Kind.CHECKS, name, label, "", false, 0, 0, present, List.of(), List.of(), List.of())
                .among(choices, present);
    }

    static Field grid(String name, String label, List<Field> columns, List<List<String>> rows) {
        return new Field(Kind.GRID, name, label, "", false, 0, 0, List.of(), List.of(), columns, rows);
    }

    private static Field single(Kind kind, String name, String label, int min, int max, @Nullable String value) {
        return new Field(
                kind,
                name,
                label,
                "",
                false,
                min,
                max,
                List.of(Objects.requireNonNullElse(value, "")),
                List.of(),
                List.of(),
                List.of());
    }

    private Field among(List<Choice> all, List<String> present) {
        var known = all.stream().map(Choice::value).toList();
        var others = present.stream()
                .filter(value -> !value.isEmpty() && !known.contains(value))
                .map(value -> new Choice(value, value));
        return new Field(
                kind,
                name,
                label,
                hint,
                isRequired,
                min,
                max,
                values,
                Stream.concat(all.stream(), others).toList(),
                columns,
                rows);
    }

    Field required() {
        return new Field(kind, name, label, hint, true, min, max, values, choices, columns, rows);
    }

    Field hint(String text) {
        return new Field(kind, name, label, text, isRequired, min, max, values, choices, columns, rows);
    }

    /** Returns the field as a person has filled it in. A password is not shown again. */
    Field filled(Submission submission) {
        return switch (kind) {
            case PASSWORD -> this;
            case CHECKS -> with(submission.all(name), List.of());
            case GRID -> with(List.of(), submission.rows(this));
            case TEXT, AREA, NUMBER, DATE, TIME, CHOICE, SUGGEST -> with(List.of(submission.text(name)), List.of());
        };
    }

    private Field with(List<String> filledIn, List<List<String>> filledRows) {
        return new Field(kind, name, label, hint, isRequired, min, max, filledIn, choices, columns, filledRows);
    }

    /** Returns the value; empty if there is none. */
    public String value() {
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Returns true if it has a value. */
    public boolean has(String value) {
        return values.contains(value);
    }

    /** Returns the texts of the values, as a page shows them. */
    public List<String> texts() {
        return kind == Kind.PASSWORD
                ? List.of()
                : values.stream()
                        .filter(value -> !value.isEmpty())
                        .map(this::text)
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList();
    }

    /** Returns true if a page shows the texts as a list: it may have several, or has them. */
    public boolean isList() {
        return kind == Kind.CHECKS || texts().size() > 1;
    }

    /** Returns the text of a value. */
    public String text(String value) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::label)
                .findFirst()
                .orElse(value);
    }

    /** Returns the rows and some empty ones to fill in. */
    public List<List<String>> rowsToFill() {
        var all = new ArrayList<>(rows);
        all.add(columns.stream().map(_ -> "").toList());
        return all;
    }

    /** Returns what is wrong with what a person has filled in; null if nothing is. */
    @Nullable String problem(Submission submission) {
        return switch (kind) {
            case CHECKS -> checksProblem(submission.all(name));
            case GRID -> gridProblem(submission.rows(this));
            case TEXT, AREA, PASSWORD, NUMBER, DATE, TIME, CHOICE, SUGGEST -> problem(submission.text(name));
        };
    }

    private @Nullable String checksProblem(List<String> chosen) {
        if (isRequired && chosen.isEmpty()) {
            return "%s: choose at least one".formatted(label);
        }
        return chosen.stream().allMatch(this::isChoice) ? null : "%s: choose from the list".formatted(label);
    }

    private @Nullable String gridProblem(List<List<String>> filledIn) {
        if (filledIn.size() > MAX_ROWS) {
            return "%s: at most %d rows".formatted(label, MAX_ROWS);
        }
        for (int row = 0; row < filledIn.size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                var problem = columns.get(column).problem(filledIn.get(row).get(column));
                if (problem != null) {
                    return "Row %d, %s".formatted(row + 1, problem);
                }
            }
        }
        return null;
    }

    private @Nullable String problem(String value) {
        if (value.isEmpty()) {
            return isRequired ? "%s is required".formatted(label) : null;
        }
        if (!StorableText.isStorable(value)) {
            return "%s has characters that cannot be stored".formatted(label);
        }
        return switch (kind) {
            case TEXT, AREA, PASSWORD, SUGGEST ->
                value.length() > max ? "%s has more than %d characters".formatted(label, max) : null;
            case NUMBER ->
                isNumber(value) ? null : "%s must be a whole number from %d to %d".formatted(label, min, max);
            case DATE -> isDate(value) ? null : "%s must be a date, such as 2030-12-24".formatted(label);
            case TIME -> isTime(value) ? null : "%s must be a time, such as 09:30".formatted(label);
            case CHOICE -> isChoice(value) ? null : "%s: choose from the list".formatted(label);
            case CHECKS, GRID -> null; // have no single value
        };
    }

    private boolean isNumber(String value) {
        try {
            var number = Integer.parseInt(value);
            return number >= min && number <= max;
        } catch (NumberFormatException _) {
            return false; // the answer is the problem
        }
    }

    private static boolean isDate(String value) {
        try {
            return value.length() <= MAX_DATE && LocalDate.parse(value).getYear() > 0;
        } catch (DateTimeException _) {
            return false; // the answer is the problem
        }
    }

    private static boolean isTime(String value) {
        try {
            var time = LocalTime.parse(value);
            return time.getSecond() == 0 && time.getNano() == 0;
        } catch (DateTimeException _) {
            return false; // the answer is the problem
        }
    }

    private boolean isChoice(String value) {
        return choices.stream().anyMatch(choice -> choice.value().equals(value));
    }
}
