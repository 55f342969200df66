package io.recontact.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.yaml.snakeyaml.Yaml;

/** The Helm chart, and the manifests and the page that come from it. */
@HelmTest
class ChartTests {

    private static final Path KUBERNETES = Path.of("deploy/kubernetes");
    private static final Path PAGE = Path.of("docs/kubernetes.md");
    private static final Pattern VERSION = Pattern.compile("<artifactId>recontact</artifactId>\\s*<version>(.+?)</");
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\R# values\\R(.+?)^```$");

    private static final List<String> EXAMPLES = examples();

    private static List<String> examples() {
        try {
            return EXAMPLE.matcher(Files.readString(PAGE))
                    .results()
                    .map(example -> example.group(1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void passesLint() {
        var result = new Helm(Chart.FOLDER).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).isNotEmpty().allMatch(message -> message.startsWith("[INFO]"));
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void rendersObjectsOfOneRelease(Path values) {
        assertThat(Chart.manifests(values).objects()).isNotEmpty().allSatisfy(object -> {
            assertThat(object.getMetadata().getName()).isEqualTo("recontact");
            assertThat(object.getMetadata().getLabels()).containsEntry("app.kubernetes.io/instance", "recontact");
            assertThat(object.getMetadata().getNamespace()).as("chosen by -n").isNull();
        });
    }

    @Test
    void rendersNoMoreThanAnInstallationNeeds() {
        assertThat(Chart.manifests(Chart.MINIMAL).objects())
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder(
                        "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount");
    }

    @Test
    void rendersTheCommittedManifests() throws IOException {
        assertThat(Chart.render(KUBERNETES.resolve("values.yaml")))
                .as(
                        "helm template recontact %s --namespace recontact -f %s/values.yaml > %2$s/recontact.yaml",
                        Chart.FOLDER, KUBERNETES)
                .isEqualTo(Files.readString(KUBERNETES.resolve("recontact.yaml")));
    }

    @Test
    void hasAnExampleForEachTopicOfThePage() {
        assertThat(EXAMPLES).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void rendersTheExamplesOfThePage(String values, @TempDir Path folder) throws IOException {
        assertThat(Chart.manifests(Chart.MINIMAL, Files.writeString(folder.resolve("values.yaml"), values))
                        .objects())
                .isNotEmpty();
    }

    @Test
    void installsTheVersionOfTheProject() throws IOException {
        Map<?, ?> chart = new Yaml().load(Files.readString(Chart.FOLDER.resolve("Chart.yaml")));

        assertThat(VERSION.matcher(Files.readString(Path.of("pom.xml"))).results())
                .extracting((MatchResult version) -> version.group(1))
                .containsExactly(String.valueOf(chart.get("appVersion")));
        assertThat(Chart.manifests(Chart.MINIMAL).container().getImage()).endsWith(":" + chart.get("appVersion"));
    }

    @Test
    void setsVariablesThatTheServiceKnows() throws IOException {
        var documented = new DocumentedVariables(Files.readString(Path.of("docs/settings.md")));

        for (var values : Chart.valueFiles()) {
            assertThat(Chart.manifests(values).environment())
                    .extracting(EnvVar::getName)
                    .contains("SERVER_PORT")
                    .filteredOn(name -> !name.equals("JDK_JAVA_OPTIONS")) // read by the JVM
                    .allMatch(documented::contain);
        }
        assertThat(documented.contain("RECONTACT_SHUTDOWN_DRIAN")).isFalse();
    }

    @Test
    void passesSettingsOnAsTheyAreWritten() {
        var node = Chart.manifests(Chart.EVERYTHING);

        assertThat(node.variable("RECONTACT_LIMITS_ACTIVE_CHATS")).isEqualTo("1000000");
        assertThat(node.variable("RECONTACT_RETENTION_LOAD")).isEqualTo("0.25");
        assertThat(node.variable("RECONTACT_ACCESS_KEYS_1_READ_ONLY")).isEqualTo("true");
        assertThat(node.variable("RECONTACT_EVENTS_ENDPOINTS_0_URL")).isEqualTo("http://crm.example.com/events");
        assertThat(node.variable("RECONTACT_DELIVERY_WAKE_UP")).isEqualTo("redis");
    }

    @ParameterizedTest
    @CsvSource({
        "recontact.access-keys[1].read-only, true",
        "recontact.limits.active-chats, 1000000",
        "recontact.events.endpoints[0].name, crm",
        "recontact.shutdown.drain, 30s",
        "recontact.public-url, https://chat.example.com",
        "management.server.port, 8081"
    })
    void namesVariablesThatSpringBinds(String setting, String value) {
        var variables = new HashMap<String, Object>();
        for (var variable : Chart.manifests(Chart.EVERYTHING).environment()) {
            variables.put(variable.getName(), Objects.requireNonNullElse(variable.getValue(), "a secret"));
        }
        var environment = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);

        assertThat(new Binder(ConfigurationPropertySources.from(environment))
                        .bind(setting, String.class)
                        .get())
                .isEqualTo(value);
    }

    @Test
    void leadsFromThePublicHostToTheService() {
        var ingress = Chart.manifests(Chart.EVERYTHING).the(Ingress.class).getSpec();
        assertThat(ingress.getTls()).singleElement().satisfies(tls -> {
            assertThat(tls.getHosts()).containsExactly("chat.example.com");
            assertThat(tls.getSecretName()).isEqualTo("recontact-tls");
        });
        assertThat(ingress.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getHost()).isEqualTo("chat.example.com");
            assertThat(rule.getHttp().getPaths())
                    .extracting(path -> path.getBackend().getService().getName())
                    .containsExactly("recontact");
        });

        var route = Chart.manifests(Chart.GATEWAY).the(HTTPRoute.class).getSpec();
        assertThat(route.getHostnames()).containsExactly("chat.example.com");
        assertThat(route.getRules()).singleElement().satisfies(rule -> {
            assertThat(rule.getMatches())
                    .extracting(match -> match.getPath().getValue())
                    .containsExactly("/participant");
            assertThat(rule.getBackendRefs())
                    .extracting(backend -> "%s:%s".formatted(backend.getName(), backend.getPort()))
                    .containsExactly("recontact:80");
        });
    }

    @Test
    void letsPrometheusFindTheManagementPort() {
        var manifests = Chart.manifests(Chart.EVERYTHING);
        var service = manifests.the(Service.class);
        var monitor = manifests.the(ServiceMonitor.class);

        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
        assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(monitor.getSpec().getEndpoints()).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPath()).isEqualTo("/actuator/prometheus");
            assertThat(service.getSpec().getPorts())
                    .filteredOn(port -> port.getName().equals(endpoint.getPort()))
                    .singleElement()
                    .satisfies(port -> assertThat(port.getPort()).isEqualTo(8081));
        });
    }
}
