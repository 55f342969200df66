package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A module's statements name only its own tables (docs/decisions/0003). The owner of a table is the module whose
 * migration creates it. Views are published by their owner for all modules.
 */
class SqlOwnershipTests {

    private static final Path SOURCES = Path.of("src/main/java/io/recontact");
    private static final Path MIGRATIONS = Path.of("db/migration");

    private record Spanning(Set<String> modules, String reason) {}

    /** The classes whose statements span modules, since one round trip must do all of it. */
    private static final Map<String, Spanning> SPANNING = Map.of(
            "StartChatContactRepository",
            new Spanning(Set.of("chat"), "inserts contact, session, customer and first message, or nothing of it"),
            "EndContactRepository",
            new Spanning(Set.of("chat"), "ends the contact, closes the session and appends the end to the transcript"),
            "NextContactRepository",
            new Spanning(Set.of("chat"), "ends one contact of a session, begins the next and moves the session to it"),
            "ContactViewRepository",
            new Spanning(Set.of("chat"), "DescribeContact is the hottest read: one look-up by primary keys"));

    private static final Pattern TEXT_BLOCK =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\n]*", Pattern.DOTALL);
    private static final Pattern MIGRATION = Pattern.compile("V\\d+__(\\w+)\\.sql");
    private static final Pattern CREATED_TABLE = Pattern.compile("(?m)^create table (\\w+)");

    @Test
    void statementsNameTablesOfTheirOwnModuleOnly() {
        var owners = owners();
        var table = Pattern.compile("\\b(?:from|join|into|update|using|truncate|copy)\\s+(?:only\\s+)?("
                + String.join("|", owners.keySet()) + ")\\b");
        var found = new TreeMap<String, Set<String>>();
        for (var source : sources()) {
            var module = SOURCES.relativize(source).getName(0).toString();
            var foreign = statements(source)
                    .flatMap(statement -> table.matcher(statement).results())
                    .map(match -> owners.get(match.group(1)))
                    .filter(owner -> !owner.equals(module))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!foreign.isEmpty()) {
                found.put(source.getFileName().toString().replace(".java", ""), foreign);
            }
        }
        var listed = new TreeMap<String, Set<String>>();
        SPANNING.forEach((type, spanning) -> listed.put(type, spanning.modules()));
        assertThat(found).isEqualTo(listed);
    }

    private static Map<String, String> owners() {
        try (var migrations = Files.list(MIGRATIONS)) {
            var owners = new TreeMap<String, String>();
            migrations.forEach(migration -> {
                var name = MIGRATION.matcher(migration.getFileName().toString());
                assertThat(name.matches())
                        .as("%s is named after a module", migration)
                        .isTrue();
                CREATED_TABLE
                        .matcher(read(migration))
                        .results()
                        .forEach(created -> owners.put(created.group(1), name.group(1)));
            });
            assertThat(owners).as("tables").hasSizeGreaterThan(20);
            return owners;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> sources() {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> statements(Path source) {
        var code = COMMENT.matcher(read(source)).replaceAll("");
        return TEXT_BLOCK.matcher(code).results().map(MatchResult::group);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
