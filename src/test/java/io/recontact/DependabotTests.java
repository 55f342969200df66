package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The folders whose dependencies Dependabot watches. */
class DependabotTests {

    /** Folders with builds of their own. The modules of testing belong to its pom. */
    private static final List<String> FOLDERS =
            List.of("", "testing", "examples/spring-boot", "examples/node", "examples/python");

    @ParameterizedTest
    @CsvSource({"maven, pom.xml", "npm, package.json", "pip, requirements.txt"})
    void watchesEachFolderThatDeclaresDependencies(String ecosystem, String file) throws IOException {
        var expected = new HashSet<String>();
        for (var folder : FOLDERS) {
            if (Files.exists(Path.of(folder, file))) {
                expected.add("/" + folder);
            }
        }
        assertThat(folders().get(ecosystem)).isNotEmpty().isEqualTo(expected);
    }

    private static Map<String, Set<String>> folders() throws IOException {
        Map<String, Object> config = new Yaml().load(Files.readString(Path.of(".github/dependabot.yml")));
        var folders = new HashMap<String, Set<String>>();
        for (var update : (List<?>) Objects.requireNonNull(config.get("updates"))) {
            var members = (Map<?, ?>) update;
            var watched =
                    folders.computeIfAbsent(String.valueOf(members.get("package-ecosystem")), _ -> new HashSet<>());
            if (members.get("directories") instanceof List<?> many) {
                many.forEach(folder -> watched.add(String.valueOf(folder)));
            } else {
                watched.add(String.valueOf(members.get("directory")));
            }
        }
        return folders;
    }
}
