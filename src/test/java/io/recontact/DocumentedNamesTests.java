package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps pages true that name classes and tables: whatever is renamed or removed must not stay in them. */
class DocumentedNamesTests {

    private static final Pattern TEST_CLASS = Pattern.compile("\\w+Tests\\b");
    private static final Pattern QUOTED_CLASS = Pattern.compile("`((?:[A-Z][a-z]+[a-z0-9]*){2,})`");
    private static final Pattern GLOSSARY_ROW = Pattern.compile("(?m)^\\|.*\\| `(\\w+)` \\| (?:`(\\w+)`|–) \\|$");
    private static final Pattern CREATED_TABLE = Pattern.compile("(?m)^create table (\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"INVARIANTS.md", "CONTRIBUTING.md", "docs/style.md"})
    void namesTestClassesThatExist(Path page) throws IOException {
        assertThat(TEST_CLASS.matcher(Files.readString(page)).results())
                .extracting(MatchResult::group)
                .isNotEmpty()
                .filteredOn(name -> !name.equals("OperationNameTests")) // stands for any
                .isSubsetOf(classes("src/test/java"));
    }

    @Test
    void showsTheStationsOfARequestAsTheyAre() throws IOException {
        var page = Files.readString(Path.of("CONTRIBUTING.md"));
        var start = page.indexOf("### The stations of one request");
        var stations = page.substring(start, page.indexOf("\n## ", start));
        assertThat(QUOTED_CLASS.matcher(stations).results())
                .extracting(station -> station.group(1))
                .isNotEmpty()
                .isSubsetOf(classes("src/main/java"));
    }

    @Test
    void explainsClassesAndTablesThatExist() throws IOException {
        var rows = GLOSSARY_ROW
                .matcher(Files.readString(Path.of("docs/glossary.md")))
                .results()
                .toList();
        assertThat(rows).extracting(row -> row.group(1)).hasSizeGreaterThan(30).isSubsetOf(classes("src/main/java"));
        assertThat(rows.stream().map(row -> row.group(2)).filter(table -> table != null))
                .isSubsetOf(tables());
    }

    private static Set<String> classes(String folder) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> tables() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("db/migration"))) {
            var tables = new HashSet<String>();
            for (var migration : migrations.toList()) {
                CREATED_TABLE
                        .matcher(Files.readString(migration))
                        .results()
                        .forEach(table -> tables.add(table.group(1)));
            }
            return tables;
        }
    }
}
