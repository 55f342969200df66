package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The form of the changelog, from which the workflow of a release takes the notes, and the version of pom.xml. */
class ChangelogTests {

    private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern RELEASE = Pattern.compile("(\\d+\\.\\d+\\.\\d+) - (\\S+)");
    private static final Pattern KIND = Pattern.compile("(?m)^### (.*)$");
    private static final Pattern OWN_VERSION =
            Pattern.compile("<artifactId>recontact</artifactId>\\s*<version>(.+?)(-SNAPSHOT)?</version>");

    private static String changelog() throws IOException {
        return Files.readString(Path.of("CHANGELOG.md"));
    }

    private static List<MatchResult> releases() throws IOException {
        return HEADING.matcher(changelog())
                .results()
                .skip(1)
                .map(heading -> {
                    var release = RELEASE.matcher(heading.group(1));
                    assertThat(release.matches()).as(heading.group(1)).isTrue();
                    return release.toMatchResult();
                })
                .toList();
    }

    @Test
    void beginsWithWhatIsUnreleased() throws IOException {
        assertThat(HEADING.matcher(changelog()).results().findFirst())
                .map(heading -> heading.group(1))
                .hasValue("Unreleased");
    }

    @Test
    void hasReleasesWithTheirDatesNewestFirst() throws IOException {
        assertThat(releases()).isNotEmpty();
        assertThat(releases())
                .extracting(release -> Version.parse(release.group(1)))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
        assertThat(releases())
                .extracting(release -> LocalDate.parse(release.group(2)))
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void sortsChangesByTheirKind() throws IOException {
        assertThat(KIND.matcher(changelog()).results())
                .extracting(kind -> kind.group(1))
                .isNotEmpty()
                .isSubsetOf("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security");
    }

    /** A version without SNAPSHOT is the newest release; a snapshot is what comes after it. */
    @Test
    void namesTheVersionOfThePom() throws IOException {
        var pom = OWN_VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        var newest = Version.parse(releases().getFirst().group(1));
        if (pom.group(2) == null) {
            assertThat(Version.parse(pom.group(1))).isEqualTo(newest);
        } else {
            assertThat(Version.parse(pom.group(1))).isGreaterThan(newest);
        }
    }

    @Test
    void givesTheLibrariesForTestsTheVersionOfThePom() throws IOException {
        var pom = OWN_VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        var version = "version>%s</".formatted(pom.group(1) + (pom.group(2) == null ? "" : pom.group(2)));
        for (var file : List.of(
                "testing/pom.xml",
                "testing/junit/pom.xml",
                "testing/testcontainers/pom.xml",
                "examples/spring-boot/pom.xml",
                "docs/testing.md")) {
            assertThat(Files.readString(Path.of(file))).as(file).contains(version);
        }
    }
}
