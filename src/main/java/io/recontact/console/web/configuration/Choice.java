package io.recontact.console.web.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A value to choose in a form, and its text. */
record Choice(String value, String label) {

    /** Returns constants with their names in words. */
    static List<Choice> of(Enum<?>... constants) {
        return Arrays.stream(constants)
                .map(constant -> new Choice(constant.name(), word(constant)))
                .toList();
    }

    static String word(Enum<?> constant) {
        var words = constant.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
