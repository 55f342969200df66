package io.recontact.console.web.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.ServiceException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page shows it.
 *
 * @param problems what is wrong, by the names of the fields
 * @param refusal what is wrong with no single field; null if nothing is
 */
record Form(
        List<Field> fields,
        Map<String, String> problems,
        @Nullable String refusal) {

    static Form of(Field... fields) {
        return of(List.of(fields));
    }

    static Form of(List<Field> fields) {
        return new Form(List.copyOf(fields), Map.of(), null);
    }

    /** Returns the form with another field at its end. */
    Form and(Field field) {
        return of(Stream.concat(fields.stream(), Stream.of(field)).toList());
    }

    /** Returns the form with what the query of its page chooses, if that can be chosen. */
    Form chosen(Submission query) {
        return of(fields.stream()
                .map(field -> isChoice(field, query) ? field.filled(query) : field)
                .toList());
    }

    private static boolean isChoice(Field field, Submission query) {
        return field.kind() == Field.Kind.CHOICE && !query.text(field.name()).isEmpty() && field.problem(query) == null;
    }

    /** Returns the form as a person has filled it in, with what is wrong. */
    Form filled(Submission submission) {
        var wrong = new HashMap<String, String>();
        for (var field : fields) {
            var problem = field.problem(submission);
            if (problem != null) {
                wrong.put(field.name(), problem);
            }
        }
        return new Form(fields.stream().map(field -> field.filled(submission)).toList(), wrong, null);
    }

    /** Returns the form with a refusal, at the field that its message names if there is one. */
    Form refused(ServiceException refusal) {
        var message = refusal.getMessage();
        if (refusal instanceof DuplicateResourceException) {
            return new Form(fields, Map.of(fields.getFirst().name(), message), null);
        }
        return fields.stream()
                .filter(field -> names(message, field))
                .max(Comparator.<Field>comparingInt(field -> field.name().length())
                        .thenComparingInt(field -> -message.indexOf(field.name())))
                .map(field -> new Form(fields, Map.of(field.name(), message), null))
                .orElseGet(() -> new Form(fields, Map.of(), message));
    }

    private static boolean names(String message, Field field) {
        return Pattern.compile("\\b%s\\b".formatted(Pattern.quote(field.name())))
                .matcher(message)
                .find();
    }

    /** Returns true if nothing is wrong. */
    public boolean isAcceptable() {
        return problems.isEmpty() && refusal == null;
    }

    /** Returns what is wrong with a field; null if nothing is. */
    public @Nullable String problem(String field) {
        return problems.get(field);
    }

    /** Returns a field by its name. */
    public Field field(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The form has no field " + name));
    }
}
