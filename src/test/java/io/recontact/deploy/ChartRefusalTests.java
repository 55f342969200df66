package io.recontact.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Values that the schema or the templates refuse, before anything reaches a cluster. */
@HelmTest
class ChartRefusalTests {

    @TempDir
    Path folder;

    private void assertRefused(Path base, String values, String... message) throws IOException {
        var file = Files.writeString(folder.resolve("values.yaml"), values);
        assertThatThrownBy(() -> Chart.render(base, file)).as(values).hasMessageContainingAll(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replica: 3                                                              |             | 'replica'
            replicas: 0                                                             | replicas    | minimum
            replicas: two                                                           | replicas    | want integer
            publicUrl: chat.example.com                                             | publicUrl   | pattern
            database: {url: 'postgres://db/recontact'}                              | url         | pattern
            database: {url: 'jdbc:postgresql://me:secret@db/recontact'}             | url         | pattern
            database: {url: 'jdbc:postgresql://db/recontact?ssl=true&password=x'}   | url         | 'not'
            database: {password: secret}                                            | database    | 'password'
            accessKeys: [{id: AKIA, secret: x}]                                     | accessKeys  | 'existingSecret'
            redis: {url: 'redis://:secret@redis'}                                   | redis       | 'url'
            settings: {recontact.allowed-origins: [a, b]}                           | allowed     | got array
            settings: {'recontact limits': 1}                                       | limits      | pattern
            settingsFromSecrets: {recontact.console.oidc.client-secret: secret}     | client      | want object
            resources: {limits: {memory: null}}                                     | limits      | 'memory'
            resources: {limits: {memory: 1 GB}}                                     | memory      | pattern
            java: {heapPercentage: 95}                                              | heap        | maximum
            managementPort: 8080                                                    | management  | 'not'
            publicPaths: [participant]                                              | publicPaths | pattern
            autoscaling: {cpu: 70%}                                                 | cpu         | want integer
            image: {digest: latest}                                                 | digest      | pattern
            image: {pullPolicy: Sometimes}                                          | pullPolicy  | 'Always'
            topologySpread: {whenUnsatisfiable: Never}                              | when        | 'DoNotSchedule'
            runAsUser: 0                                                            | runAsUser   | minimum
            """)
    void refusesByTheSchema(String values, String place, String reason) throws IOException {
        assertRefused(
                Chart.MINIMAL, values, "values don't meet the specifications", Objects.toString(place, ""), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            database: {url: ''}                                         | Set database.url
            database: {existingSecret: ''}                              | Set database.existingSecret
            accessKeys: []                                              | Set accessKeys
            settings: {recontact.console.oidc.client-secret: hunter2}   | recontact.console.oidc.client-secret is a secret
            settings: {RECONTACT_EVENTS_ENDPOINTS_0_SECRET: hunter2}    | Put it into a Secret
            settings: {OTEL_EXPORTER_OTLP_HEADERS: hunter2}             | OTEL_EXPORTER_OTLP_HEADERS is a secret
            settings: {management.opentelemetry.tracing.export.otlp.headers.a: b} | otlp.headers.a is a secret
            settings: {recontact.tracing.token: hunter2}                | recontact.tracing.token is a secret
            settings: {recontact.proxy: 'http://me:hunter2@proxy:3128'} | recontact.proxy is a URL with credentials
            settings: {recontact.proxy: 'http://hunter2@proxy/'}        | Put it into a Secret
            settings: {server.port: 9090}                               | SERVER_PORT is set twice
            settings: {recontact.seed: /a, RECONTACT_SEED: /b}          | RECONTACT_SEED is set twice
            ingress: {enabled: true}                                    | Set publicUrl
            {httpRoute: {enabled: true}, publicUrl: 'https://chat.example.com'} | Set httpRoute.parentRefs
            {ingress: {enabled: true}, publicUrl: 'https://example.com/chat'}   | publicUrl has a path
            {ingress: {enabled: true}, publicUrl: 'https://chat.example.com', publicPaths: [/]} | makes /actuator public
            {managementPort: 8081, serviceMonitor: {enabled: true}}     | Set networkPolicy.metricsFrom
            autoscaling: {enabled: true, cpu: 0}                        | autoscaling needs a metric
            autoscaling: {enabled: true, minReplicas: 9}                | maxReplicas is below
            """)
    void refusesByTheTemplates(String values, String message) throws IOException {
        assertRefused(Chart.MINIMAL, values, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recontact.console.oidc.client-secret: hunter2", "recontact.proxy: 'http://hunter2@proxy'"})
    void printsNoSecretThatItRefuses(String setting) throws IOException {
        var file = Files.writeString(folder.resolve("values.yaml"), "settings: {%s}".formatted(setting));

        assertThatThrownBy(() -> Chart.render(Chart.MINIMAL, file))
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("settingsFromSecrets");
    }

    @Test
    void admitsSettingsThatOnlyResembleSecrets() throws IOException {
        var file = Files.writeString(folder.resolve("values.yaml"), """
                settings:
                  server.forward-headers-strategy: framework
                  recontact.events.endpoints[0].url: https://crm.example.com/of/support@example.com
                """);

        assertThat(Chart.manifests(Chart.MINIMAL, file).variable("SERVER_FORWARD_HEADERS_STRATEGY"))
                .isEqualTo("framework");
    }

    @Test
    void explainsEachValueThatTheSchemaAllows() throws IOException {
        assertThat(keys("values.yaml")).isEqualTo(properties());
    }

    private static Set<?> keys(String file) throws IOException {
        return ((Map<?, ?>) new Yaml().load(Files.readString(Chart.FOLDER.resolve(file)))).keySet();
    }

    private static Set<?> properties() throws IOException {
        Map<String, Map<?, ?>> schema = new Yaml().load(Files.readString(Chart.FOLDER.resolve("values.schema.json")));
        var properties = new HashSet<>(schema.get("properties").keySet());
        properties.remove("global"); // Helm passes it to every chart
        return properties;
    }
}
