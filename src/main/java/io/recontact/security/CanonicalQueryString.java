package io.recontact.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, re-encoded so that equal values have equal text. */
record CanonicalQueryString(List<Parameter> parameters) {

    /** A name and a value, both percent-encoded. */
    record Parameter(String name, String value) {}

    // Sorted by name and then by value, not by "name=value": '=' sorts after '-' and the digits.
    private static final Comparator<Parameter> CANONICAL_ORDER =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private static final CanonicalQueryString EMPTY = new CanonicalQueryString(List.of());

    CanonicalQueryString {
        parameters = List.copyOf(parameters);
    }

    static CanonicalQueryString parse(@Nullable String raw) {
        if (raw == null) {
            return EMPTY; // as in most requests
        }
        var parameters = new ArrayList<Parameter>();
        for (var part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                parameters.add(new Parameter(
                        normalised(equals < 0 ? part : part.substring(0, equals)),
                        normalised(equals < 0 ? "" : part.substring(equals + 1))));
            }
        }
        return new CanonicalQueryString(parameters);
    }

    /** Returns the decoded values of a parameter, in the order of the request. */
    List<String> values(String name) {
        return parameters.isEmpty()
                ? List.of()
                : parameters.stream()
                        .filter(parameter -> parameter.name().equals(name))
                        .map(parameter -> new String(PercentEncoding.decode(parameter.value()), StandardCharsets.UTF_8))
                        .toList();
    }

    CanonicalQueryString without(String name) {
        return new CanonicalQueryString(parameters.stream()
                .filter(parameter -> !parameter.name().equals(name))
                .toList());
    }

    /** Returns the line of the canonical request. */
    String canonical() {
        return parameters.isEmpty()
                ? ""
                : parameters.stream()
                        .sorted(CANONICAL_ORDER)
                        .map(parameter -> parameter.name() + "=" + parameter.value())
                        .collect(Collectors.joining("&"));
    }

    private static String normalised(String encoded) {
        return PercentEncoding.encode(PercentEncoding.decode(encoded));
    }
}
