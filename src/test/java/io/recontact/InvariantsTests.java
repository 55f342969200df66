package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps {@code INVARIANTS.md} true: a test that is renamed or removed must not leave a promise without one. */
class InvariantsTests {

    private static final Pattern TEST_CLASS = Pattern.compile("\\w+Tests");

    @Test
    void namesTestClassesThatExist() throws IOException {
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            var existing = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(TEST_CLASS
                            .matcher(Files.readString(Path.of("INVARIANTS.md")))
                            .results())
                    .extracting(MatchResult::group)
                    .isNotEmpty()
                    .isSubsetOf(existing);
        }
    }
}
