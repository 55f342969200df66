package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file, its images, and the example of its settings, without an engine. */
class ComposeFileTests {

    private static final Set<String> PROFILES = Set.of("dev", "full", "two-nodes");
    private static final Pattern SETTING = Pattern.compile("(?m)^#?([A-Z0-9_]+)=(.*)$");
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+:\\S+)");
    private static final Pattern PINNED = Pattern.compile("\\S+:v?\\d+\\.\\d+(\\.\\d+)?\\S*");
    private static final Pattern HAPROXY = Pattern.compile("(?s)## HAProxy\\n\\n```\\n(.*?)```");
    private static final Pattern ID = Pattern.compile("(?m)^#RECONTACT_WIDGET_\\w+_ID=(.+)$");

    private static Map<?, ?> services() throws IOException {
        return map(new Yaml().load(Files.readString(Path.of("docker-compose.yml"))), "services");
    }

    /** The same service in each of its profiles. */
    private static Stream<Map<?, ?>> nodes() throws IOException {
        var services = services();
        return Stream.of("recontact", "recontact-one", "recontact-two").map(name -> map(services, name));
    }

    private static List<String> images() throws IOException {
        var named = services().values().stream().map(service -> ((Map<?, ?>) service).get("image"));
        var base =
                FROM.matcher(Files.readString(Path.of("Dockerfile"))).results().map(from -> from.group(1));
        return Stream.concat(named.map(String::valueOf), base).toList();
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
    }

    @Test
    void passesOnAllSettingsOfTheExample() throws IOException {
        var settings = SETTING.matcher(Files.readString(Path.of(".env.example")))
                .results()
                .map(setting -> setting.group(1))
                .filter(name ->
                        name.startsWith("RECONTACT_")) // others have another name in the service, or are for Docker
                .toList();
        assertThat(settings).contains("RECONTACT_WIDGET_ENABLED");
        assertThat(nodes())
                .hasSize(3)
                .allSatisfy(node -> assertThat(
                                map(node, "environment").keySet().stream().map(String::valueOf))
                        .containsAll(settings));
    }

    @Test
    void leavesTheWidgetOffUnlessTheSettingsSayOtherwise() throws IOException {
        assertThat(nodes())
                .allSatisfy(node -> assertThat(map(node, "environment").get("RECONTACT_WIDGET_ENABLED"))
                        .isNull());
    }

    @Test
    void namesTheInstanceAndTheFlowOfTheExampleSeed() throws IOException {
        assertThat(nodes())
                .allSatisfy(
                        node -> assertThat(node.get("volumes")).isEqualTo(List.of("./docs/examples/seed:/seed:ro")));
        var seed = Files.readString(Path.of("docs/examples/seed/shop.yaml"));
        assertThat(ID.matcher(Files.readString(Path.of(".env.example"))).results())
                .extracting((MatchResult id) -> id.group(1))
                .hasSize(2)
                .allMatch(seed::contains);
    }

    /** Holds for a service that somebody adds, too. */
    @Test
    void confinesEachContainer() throws IOException {
        assertThat(services())
                .hasSizeGreaterThan(6)
                .allSatisfy((name, service) -> assertThat((Map<?, ?>) service)
                        .as("%s", name)
                        .satisfies(
                                it -> assertThat(it.get("read_only")).isEqualTo(true),
                                it -> assertThat(it.get("cap_drop")).isEqualTo(List.of("ALL")),
                                it -> assertThat(it.get("cap_add")).isNull(),
                                it -> assertThat(it.get("privileged")).isNull(),
                                it -> assertThat(it.get("security_opt")).isEqualTo(List.of("no-new-privileges:true")),
                                it -> assertThat(String.valueOf(it.get("mem_limit")))
                                        .matches("\\d+[mg]")));
    }

    @Test
    void namesTheVersionOfEachImage() throws IOException {
        assertThat(images())
                .contains("recontact")
                .filteredOn(image -> !image.equals("recontact")) // is built
                .hasSizeGreaterThan(5)
                .allMatch(PINNED.asMatchPredicate());
    }

    @Test
    void publishesPortsOnThisMachineOnly() throws IOException {
        var ports = services().values().stream()
                .map(service -> ((Map<?, ?>) service).get("ports"))
                .filter(Objects::nonNull)
                .flatMap(published -> ((List<?>) published).stream());
        assertThat(ports)
                .hasSize(4)
                .allSatisfy(port -> assertThat(String.valueOf(port)).startsWith("127.0.0.1:"));
    }

    /** A service without a profile would run in each, and without a known one in none. */
    @Test
    void startsTheServicesOfTheNamedProfile() throws IOException {
        assertThat(services())
                .allSatisfy((name, service) -> assertThat((List<?>) ((Map<?, ?>) service).get("profiles"))
                        .as("%s", name)
                        .isNotEmpty()
                        .allMatch(PROFILES::contains));
        assertThat(Files.readString(Path.of(".env.example"))).contains("\nCOMPOSE_PROFILES=full\n");
    }

    @Test
    void balancesAsDocumented() throws IOException {
        var used = directives(Files.readString(Path.of("docker/haproxy.cfg")));
        var documented = HAPROXY.matcher(Files.readString(Path.of("docs/balancers.md")));
        assertThat(documented.find()).isTrue();
        assertThat(directives(documented.group(1)))
                .hasSizeGreaterThan(15)
                .filteredOn(line -> !line.startsWith("bind ") && !line.startsWith("server ")) // name files and nodes
                .allSatisfy(line -> assertThat(used).anyMatch(directive -> directive.startsWith(line)));
    }

    private static List<String> directives(String configuration) {
        return configuration
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
