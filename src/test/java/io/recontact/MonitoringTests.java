package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alert rules ask for metrics that the service has, by the names that Prometheus gives them. */
@ServiceTest
class MonitoringTests {

    private static final Path DASHBOARD = Path.of("docker/grafana/dashboards/recontact.json");
    private static final Pattern METRIC =
            Pattern.compile("\\b(recontact|jvm|process|hikaricp|tomcat|system|http|jdbc|executor)_[a-z_]+");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(recontact\\.[a-z.-]+)` \\| ([a-z, ]+) \\|");
    private static final Pattern DOCUMENTED_ALERT = Pattern.compile("(?m)^\\| `(Recontact\\w+)` \\|");

    private final Service.Calls calls;
    private final RawCalls raw;

    MonitoringTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.raw = raw;
    }

    private static JsonNode dashboard() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(DASHBOARD));
    }

    private static Set<String> metrics(Stream<String> expressions) {
        return expressions
                .flatMap(expression -> METRIC.matcher(expression).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Set<String> metricsOfTheDashboard() throws IOException {
        return metrics(dashboard().findValues("expr").stream().map(JsonNode::asString));
    }

    private static Stream<Map<?, ?>> rules() throws IOException {
        Map<?, ?> file = new Yaml().load(Files.readString(Path.of("docker/prometheus/alerts.yml")));
        return list(file, "groups").flatMap(group -> list(group, "rules"));
    }

    private static Stream<Map<?, ?>> list(Map<?, ?> of, String name) {
        return ((List<?>) Objects.requireNonNull(of.get(name), name)).stream().map(entry -> (Map<?, ?>) entry);
    }

    private static Set<String> metricsOfTheAlerts() throws IOException {
        return metrics(rules().map(rule -> String.valueOf(rule.get("expr"))));
    }

    private static Set<String> documentedMetrics() throws IOException {
        return DOCUMENTED
                .matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .flatMap(row -> series(row.group(1).replace('.', '_').replace('-', '_'), row.group(2)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> series(String name, String kind) {
        return switch (kind) {
            case "counter" -> Stream.of(name + "_total");
            case "gauge" -> Stream.of(name);
            case "gauge, seconds" -> Stream.of(name + "_seconds");
            default -> Stream.of("_bucket", "_count", "_sum", "_max").map(part -> name + "_seconds" + part);
        };
    }

    private Set<String> scrape() {
        var scrape = HttpRequest.newBuilder(calls.endpoint().resolve("/actuator/prometheus"))
                .build();
        return metrics(raw.send(scrape).body().lines().filter(line -> !line.startsWith("#")));
    }

    @Test
    void showsDocumentedMetrics() throws IOException {
        assertThat(documentedMetrics()).hasSizeGreaterThan(50);
        assertThat(metricsOfTheDashboard())
                .hasSizeGreaterThan(30)
                .filteredOn(name -> name.startsWith("recontact_"))
                .isSubsetOf(documentedMetrics());
    }

    @Test
    void alertsOnDocumentedMetrics() throws IOException {
        assertThat(metricsOfTheAlerts())
                .hasSizeGreaterThan(8)
                .filteredOn(name -> name.startsWith("recontact_"))
                .isSubsetOf(documentedMetrics());
    }

    @Test
    void usesMetricsOfTheLibrariesThatTheServiceHas() throws IOException {
        var foreign = Stream.concat(metricsOfTheDashboard().stream(), metricsOfTheAlerts().stream())
                .filter(name -> !name.startsWith("recontact_"))
                .collect(Collectors.toSet());
        System.gc(); // The metrics of collections begin with the first one.
        assertThat(foreign).isNotEmpty();
        await().untilAsserted(() -> assertThat(scrape()).containsAll(foreign));
    }

    @Test
    void documentsEachAlert() throws IOException {
        var documented = DOCUMENTED_ALERT
                .matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .map(row -> row.group(1));
        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        rules().map(rule -> String.valueOf(rule.get("alert"))).toList());
    }

    @Test
    void findsTheDataSourceAndTheDashboardWhereTheComposeFilePutsThem() throws IOException {
        assertThat(dashboard()
                        .path("templating")
                        .path("list")
                        .path(0)
                        .path("type")
                        .asString())
                .isEqualTo("datasource");
        assertThat(dashboard().findValues("datasource").stream()
                        .map(source -> source.path("uid").asString()))
                .hasSizeGreaterThan(20)
                .containsOnly("${datasource}");
        var compose = Files.readString(Path.of("docker-compose.yml"));
        var provider = Files.readString(Path.of("docker/grafana/dashboards/recontact.yml"));
        assertThat(provider).contains("path: /etc/grafana/provisioning/dashboards\n");
        assertThat(compose)
                .contains(
                        "./docker/grafana/dashboards:/etc/grafana/provisioning/dashboards:ro",
                        "/etc/grafana/provisioning/dashboards/" + DASHBOARD.getFileName());
    }
}
