package io.recontact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Holds docs/metrics.md and the first scrape of a service against each other. */
@ServiceTest
@TestPropertySource(
        properties = {
            "recontact.streaming.endpoints[0].arn=arn:aws:sns:us-east-1:123456789012:documented",
            "recontact.streaming.endpoints[0].url=http://127.0.0.1:9/items",
            "recontact.events.endpoints[0].name=documented",
            "recontact.events.endpoints[0].url=http://127.0.0.1:9/events",
            "recontact.flows.lambda-functions[0].arn=arn:aws:lambda:us-east-1:123456789012:function:documented",
            "recontact.flows.lambda-functions[0].url=http://127.0.0.1:9/function",
            "recontact.limits.rates=StopContact=1000/1000",
            "recontact.standby.url=jdbc:postgresql://127.0.0.1:9/documented"
        })
class MeterDocumentationTests {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(recontact\\.[a-z.-]+)` \\| (\\w+)(, seconds)? \\| ?(.*?) ?\\| (.*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("# TYPE (recontact_\\w+) (\\w+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("[a-z]+(\\.[a-z]+)*");

    /** Documented values of tags that come with the first request that has them. */
    private static final Set<String> LATER =
            Set.of("BrokenOff", "ClientGone", "status-403", "InternalServiceException", "StartWidgetChat");

    /** Tags whose values no document could list. */
    private static final Set<String> OPEN = Set.of("operation", "endpoint");

    private record Row(String kind, Set<String> tags, Set<String> values) {}

    private final Map<String, Row> documented;
    private final List<String> scraped;
    private final MeterRegistry meters;

    MeterDocumentationTests(Service.Calls calls, RawCalls raw, MeterRegistry meters) throws IOException {
        this.documented = ROW.matcher(Files.readString(Path.of("docs/metrics.md")))
                .results()
                .collect(toMap(row -> row.group(1), MeterDocumentationTests::row, (one, _) -> one, TreeMap::new));
        this.meters = meters;
        this.scraped = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/actuator/prometheus"))
                        .build())
                .body()
                .lines()
                .toList();
    }

    private static Row row(MatchResult row) {
        return new Row(row.group(2), codes(row.group(4)), codes(row.group(5)));
    }

    private static Set<String> codes(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).collect(toSet());
    }

    @Test
    void theFirstScrapeHasTheDocumentedMetersAndNoOthers() {
        assertThat(documented).hasSizeGreaterThan(40);
        assertThat(kinds())
                .isEqualTo(documented.entrySet().stream()
                        .collect(toMap(row -> prometheusName(row.getKey()), row -> prometheusKind(row.getValue()))));
    }

    @Test
    void theFirstScrapeHasTheDocumentedTagsWithTheirValues() {
        var labels = labels();
        documented.forEach((name, row) -> {
            var values = labels.getOrDefault(prometheusName(name), Map.of());
            assertThat(values.keySet()).as(name).isEqualTo(row.tags());
            if (row.values().isEmpty()) {
                return;
            }
            var known = values.values().stream().flatMap(Set::stream).collect(toSet());
            assertThat(row.values())
                    .as(name)
                    .filteredOn(value -> !LATER.contains(value))
                    .isSubsetOf(known);
            OPEN.forEach(values::remove);
            assertThat(row.values())
                    .as(name)
                    .containsAll(values.values().stream().flatMap(Set::stream).toList());
        });
    }

    /**
     * The conventions of Micrometer: words and dots; the registry adds units, and {@code _total} to counters.
     * Prometheus removes some endings, which it uses itself.
     */
    @Test
    void followsTheNamingConventions() {
        var own = meters.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("recontact."))
                .toList();
        assertThat(own).hasSizeGreaterThan(50).allSatisfy(id -> {
            assertThat(id.getName())
                    .matches(NAME)
                    .doesNotMatch(".*\\.(total|count|seconds|millis|ms|bytes|created|info|bucket|sum)");
            assertThat(id.getDescription()).as(id.getName()).isNotBlank();
            assertThat(id.getTags()).extracting(Tag::getKey).allMatch(NAME.asMatchPredicate());
        });
    }

    /** Prometheus cannot compute a percentile without buckets, and cannot add up series that have others. */
    @Test
    void allSeriesOfAHistogramHaveTheSameFewBuckets() {
        var buckets = scraped.stream()
                .filter(line -> line.startsWith("recontact_") && line.contains("_bucket{"))
                .collect(groupingBy(
                        line -> line.replaceAll(",?le=\"[^\"]*\"", "").replaceAll(" .*", ""),
                        mapping(line -> line.replaceAll(".*le=\"([^\"]*)\".*", "$1"), toSet())));
        var byName = buckets.entrySet().stream()
                .collect(groupingBy(
                        series -> series.getKey().replaceAll("_bucket.*", ""), mapping(Map.Entry::getValue, toSet())));
        assertThat(byName).isNotEmpty().allSatisfy((_, kinds) -> {
            assertThat(kinds).hasSize(1);
            assertThat(kinds.iterator().next()).contains("+Inf").hasSizeBetween(6, 12);
        });
        assertThat(buckets).hasSizeLessThan(50);
    }

    private static String prometheusName(String name) {
        return name.replace('.', '_');
    }

    private static String prometheusKind(Row row) {
        return row.kind().equals("timer") ? "summary" : row.kind();
    }

    /** The kinds of the scraped meters by name, without what the registry adds to names. */
    private Map<String, String> kinds() {
        var kinds = new TreeMap<String, String>();
        scraped.stream()
                .flatMap(line -> TYPE.matcher(line).results())
                .filter(type -> !type.group(1).endsWith("_seconds_max"))
                .forEach(type -> kinds.put(plain(type.group(1)), type.group(2)));
        return kinds;
    }

    private static String plain(String name) {
        return name.replaceAll("_(bucket|count|sum|max)$", "").replaceAll("_(total|seconds)$", "");
    }

    /** The scraped tags by the name of the meter, with their values. */
    private Map<String, Map<String, Set<String>>> labels() {
        return scraped.stream()
                .filter(line -> line.startsWith("recontact_"))
                .flatMap(MeterDocumentationTests::labels)
                .filter(label -> !label.get(1).equals("le"))
                .collect(groupingBy(
                        label -> label.get(0),
                        groupingBy(label -> label.get(1), mapping(label -> label.get(2), toSet()))));
    }

    private static Stream<List<String>> labels(String line) {
        var name = plain(line.replaceAll("[{ ].*", ""));
        return LABEL.matcher(line).results().map(label -> List.of(name, label.group(1), label.group(2)));
    }
}
