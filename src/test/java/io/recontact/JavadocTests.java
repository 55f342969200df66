package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Javadoc begins with the thing or the verb, not with a clause about them (docs/style.md). */
class JavadocTests {

    private static final Pattern OBLIQUE =
            Pattern.compile("/\\*\\*[\\s*]*\\b(?:What|That|Who|Whoever|Whether|Whatever|How)\\b[^\\n]*");

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void beginsWithTheThingOrTheVerb(Path folder) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                oblique(Files.readString(file)).forEach(javadoc -> found.add("%s: %s".formatted(file, javadoc)));
            }
        }
        assertThat(found).isEmpty();
    }

    /** Shows that the test above would notice. */
    @Test
    void noticesAClause() {
        assertThat(Stream.of("/** %s an agent has. */", "/**\n     * %s it waits.\n     */", "/**%s*/")
                        .map(javadoc -> javadoc.formatted("That"))
                        .flatMap(javadoc -> oblique(javadoc).stream()))
                .hasSize(3);
        assertThat(oblique("/** Whole. */ /** However long. */ /* What else? */"))
                .isEmpty();
    }

    private static List<String> oblique(String source) {
        return OBLIQUE.matcher(source).results().map(MatchResult::group).toList();
    }
}
