package io.recontact;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.startup.SettingsMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/settings.md, and the defaults that schedules repeat, against the configuration metadata. */
class DocumentedSettingsTests {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`recontact\\..*?) \\| (.*?) \\| ");
    private static final Pattern NAME = Pattern.compile("`(recontact\\.[^`]+)`");
    private static final Pattern VARIABLE = Pattern.compile("RECONTACT_[A-Z0-9_]*[A-Z0-9]\\b");
    private static final Pattern ELEMENT = Pattern.compile("java\\.util\\.List<(io\\.recontact\\..*)>");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(recontact\\.[a-z.-]+)(?::([^}\"]*))?");

    /** Its default is a table of its own. */
    private static final String FILE_TYPES = "recontact.attachments.types";

    /** The defaults that the page states, by name. */
    private static Map<String, String> documented() throws IOException {
        var defaults = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("docs/settings.md")))
                .results()
                .forEach(row -> NAME.matcher(row.group(1))
                        .results()
                        .forEach(name -> assertThat(defaults.put(name.group(1), row.group(2)))
                                .isNull()));
        return defaults;
    }

    private static Stream<String> members(SettingsMetadata.Property property) {
        var element = ELEMENT.matcher(property.type());
        if (!element.matches()) {
            return Stream.empty();
        }
        try {
            return Stream.of(Class.forName(element.group(1)).getRecordComponents())
                    .map(RecordComponent::getName)
                    .map(name -> "%s[n].%s"
                            .formatted(
                                    property.name(),
                                    name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void documentsEverySettingAndNoOther() throws IOException {
        var settings = SettingsMetadata.properties();
        var expected = settings.values().stream()
                .flatMap(property -> Stream.concat(Stream.of(property.name()), members(property)))
                .collect(toCollection(TreeSet::new));
        // The page names the keys that every element needs in the row of the list.
        expected.remove("recontact.access-keys[n].id");
        expected.remove("recontact.access-keys[n].secret");

        assertThat(documented().keySet()).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void documentsTheDefaults() throws IOException {
        var documented = documented();
        SettingsMetadata.properties().values().stream()
                .filter(property -> !property.defaultText().isEmpty())
                .filter(property -> !property.name().equals(FILE_TYPES))
                .forEach(property -> assertThat(documented.get(property.name()))
                        .as(property.name())
                        .isEqualTo("`%s`", property.defaultText()));
        // And none where there is none.
        SettingsMetadata.properties().values().stream()
                .filter(property -> property.defaultText().isEmpty())
                .filter(property -> !property.name().equals("recontact.shutdown.drain"))
                .forEach(property -> assertThat(documented.get(property.name()))
                        .as(property.name())
                        .doesNotStartWith("`"));
        assertThat(documented.get(FILE_TYPES)).startsWith("the 13 extensions");
        assertThat(SettingsMetadata.property(FILE_TYPES).defaultText().split(",", -1))
                .hasSize(13);
    }

    @Test
    void namesVariablesThatExist() throws IOException {
        var known = SettingsMetadata.properties().values().stream()
                .flatMap(property -> Stream.concat(Stream.of(property.name()), members(property)))
                .map(name -> name.replace("[n]", "_0").replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                .collect(toSet());
        try (var pages = Files.list(Path.of("docs"))) {
            for (var page : Stream.concat(
                            Stream.of(Path.of("README.md")),
                            pages.filter(file -> file.toString().endsWith(".md")))
                    .toList()) {
                assertThat(VARIABLE.matcher(Files.readString(page)).results().map(MatchResult::group))
                        .as(page.toString())
                        .allMatch(name -> known.contains(name.replaceAll("_\\d+(?=_|$)", "_0"))
                                || name.matches("RECONTACT_(JAR|JAVA|JAVA_OPTIONS|CACHE)"));
            }
        }
    }

    @Test
    void placeholdersHaveTheDefaultsOfTheRecords() throws IOException {
        var settings = SettingsMetadata.properties();
        try (var files = Files.walk(Path.of("src/main"))) {
            var placeholders = files.filter(file -> file.toString().matches(".*\\.(java|yml)"))
                    .flatMap(DocumentedSettingsTests::placeholders)
                    .toList();
            assertThat(placeholders).hasSizeGreaterThan(20).allSatisfy(placeholder -> {
                var name = placeholder.group(1);
                assertThat(settings).containsKey(name);
                var text = SettingsMetadata.property(name).defaultText();
                if (!text.isEmpty()) {
                    assertThat(placeholder.group(2)).as(name).isEqualTo(text);
                }
            });
        }
    }

    private static Stream<MatchResult> placeholders(Path file) {
        try {
            return PLACEHOLDER.matcher(Files.readString(file)).results().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
