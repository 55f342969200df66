package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file and the example of its settings, without an engine. */
class ComposeFileTests {

    private static final Pattern SETTING = Pattern.compile("(?m)^#?([A-Z0-9_]+)=(.*)$");
    private static final Pattern ID = Pattern.compile("(?m)^#RECONTACT_WIDGET_\\w+_ID=(.+)$");

    private static Map<?, ?> service() throws IOException {
        return map(map(new Yaml().load(Files.readString(Path.of("docker-compose.yml"))), "services"), "recontact");
    }

    private static Map<?, ?> environment() throws IOException {
        return map(service(), "environment");
    }

    private static Map<?, ?> map(Map<?, ?> of, String name) {
        return (Map<?, ?>) Objects.requireNonNull(of.get(name), name);
    }

    @Test
    void passesOnAllSettingsOfTheExample() throws IOException {
        var environment = environment().keySet().stream().map(String::valueOf).toList();
        assertThat(SETTING.matcher(Files.readString(Path.of(".env.example"))).results())
                .extracting(setting -> setting.group(1))
                .contains("RECONTACT_WIDGET_ENABLED")
                .filteredOn(name -> !name.equals("POSTGRES_PASSWORD")) // has another name in the service
                .isSubsetOf(environment);
    }

    @Test
    void leavesTheWidgetOffUnlessTheSettingsSayOtherwise() throws IOException {
        assertThat(environment().get("RECONTACT_WIDGET_ENABLED")).isNull();
    }

    @Test
    void namesTheInstanceAndTheFlowOfTheExampleSeed() throws IOException {
        assertThat(service().get("volumes")).isEqualTo(List.of("./docs/examples/seed:/seed:ro"));
        var seed = Files.readString(Path.of("docs/examples/seed/shop.yaml"));
        assertThat(ID.matcher(Files.readString(Path.of(".env.example"))).results())
                .extracting((MatchResult id) -> id.group(1))
                .hasSize(2)
                .allMatch(seed::contains);
    }
}
