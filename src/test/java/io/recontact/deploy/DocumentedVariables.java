package io.recontact.deploy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The environment variables of the settings in docs/settings.md, where n stands for a number. */
final class DocumentedVariables {

    private static final Pattern QUOTED = Pattern.compile("`([\\w.…\\[\\]-]+)`");
    private static final Pattern NUMBER = Pattern.compile("_\\d+(?=_)");

    private final Set<String> names;

    DocumentedVariables(String page) {
        this.names = QUOTED.matcher(page)
                .results()
                .map((MatchResult quoted) -> variable(quoted.group(1)))
                .collect(Collectors.toSet());
    }

    private static String variable(String setting) {
        return NUMBER.matcher(
                        setting.replace("…", "").replaceAll("[^\\w]+", "_").toUpperCase(Locale.ROOT))
                .replaceAll("_N");
    }

    /** Reports whether a setting has this variable, or both parts of it, as in "SPRING_DATASOURCE_URL, …_USERNAME". */
    boolean contain(String variable) {
        var name = variable(variable);
        if (names.contains(name)) {
            return true;
        }
        for (int end = name.lastIndexOf('_'); end > 0; end = name.lastIndexOf('_', end - 1)) {
            var beginning = name.substring(0, end + 1);
            if (names.contains(name.substring(end)) && names.stream().anyMatch(other -> other.startsWith(beginning))) {
                return true;
            }
        }
        return false;
    }
}
