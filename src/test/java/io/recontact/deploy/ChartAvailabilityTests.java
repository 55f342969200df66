package io.recontact.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.DurationStyle;

/** Starting, stopping, spreading and scaling of nodes. */
@HelmTest
class ChartAvailabilityTests {

    /** The longest wait for the database at the start, and time for migrations (docs/settings.md). */
    private static final Duration LONGEST_START = Duration.ofMinutes(10);

    /** From the end of the drain to the end of the process (docs/balancers.md). */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(35);

    private static final Pattern HEAP_SHARE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");
    private static final Pattern LEAST_HEAP = Pattern.compile("-XX:MinHeapSize=(\\d+)m");

    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);

    private static Duration untilFailed(Probe probe) {
        return Duration.ofSeconds((long) probe.getPeriodSeconds() * probe.getFailureThreshold());
    }

    private static String address(Probe probe) {
        return probe.getHttpGet().getPort().getStrVal() + " "
                + probe.getHttpGet().getPath();
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void leavesTimeToStart(Path values) {
        var manifests = Chart.manifests(values);
        var startup = manifests.container().getStartupProbe();

        assertThat(untilFailed(startup)).isGreaterThanOrEqualTo(LONGEST_START);
        assertThat(manifests.the(Deployment.class).getSpec().getProgressDeadlineSeconds())
                .as("an update waits for a start")
                .isGreaterThan((int) untilFailed(startup).toSeconds());
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void leavesTimeToStop(Path values) {
        var manifests = Chart.manifests(values);
        var drain = DurationStyle.detectAndParse(manifests.variable("RECONTACT_SHUTDOWN_DRAIN"));

        assertThat(Duration.ofSeconds(manifests.pod().getTerminationGracePeriodSeconds()))
                .isGreaterThanOrEqualTo(drain.plus(LONGEST_STOP));
        assertThat(manifests.container().getLifecycle())
                .as("the drain replaces a preStop hook")
                .isNull();
    }

    @Test
    void probesThePortOfHealth() {
        var shared = Chart.manifests(Chart.MINIMAL).container();
        assertThat(address(shared.getStartupProbe())).isEqualTo("http /actuator/health/liveness");
        assertThat(address(shared.getLivenessProbe())).isEqualTo("http /actuator/health/liveness");
        assertThat(address(shared.getReadinessProbe())).isEqualTo("http /actuator/health/readiness");

        var separate = Chart.manifests(Chart.EVERYTHING);
        assertThat(address(separate.container().getReadinessProbe()))
                .isEqualTo("management /actuator/health/readiness");
        assertThat(separate.variable("MANAGEMENT_SERVER_PORT")).isEqualTo("8081");
        assertThat(separate.container().getPorts())
                .filteredOn(port -> port.getName().equals("management"))
                .singleElement()
                .satisfies(port -> assertThat(port.getContainerPort()).isEqualTo(8081));
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void replacesNodesOnlyByReadyOnes(Path values) {
        var update = Chart.manifests(values)
                .the(Deployment.class)
                .getSpec()
                .getStrategy()
                .getRollingUpdate();

        assertThat(update.getMaxUnavailable().getIntVal()).isZero();
        assertThat(update.getMaxSurge().getIntVal()).isOne();
    }

    @Test
    void spreadsNodesOverMachinesAndZones() {
        var manifests = Chart.manifests(Chart.MINIMAL);
        assertThat(manifests.pod().getTopologySpreadConstraints())
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
        assertThat(manifests.pod().getTopologySpreadConstraints()).allSatisfy(spread -> {
            assertThat(spread.getWhenUnsatisfiable()).isEqualTo("ScheduleAnyway");
            assertThat(spread.getMatchLabelKeys()).containsExactly("pod-template-hash");
            assertThat(manifests
                            .the(Deployment.class)
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getLabels())
                    .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels());
        });
        assertThat(Chart.manifests(Chart.EVERYTHING).pod().getTopologySpreadConstraints())
                .allMatch(spread -> spread.getWhenUnsatisfiable().equals("DoNotSchedule"));
    }

    @Test
    void losesOneNodeAtATimeToMaintenance() {
        var manifests = Chart.manifests(Chart.MINIMAL);
        var budget = manifests.the(PodDisruptionBudget.class).getSpec();

        assertThat(budget.getMaxUnavailable().getIntVal()).isOne();
        assertThat(budget.getMinAvailable()).isNull();
        assertThat(budget.getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
        assertThat(budget.getSelector().getMatchLabels())
                .isEqualTo(
                        manifests.the(Deployment.class).getSpec().getSelector().getMatchLabels());
        assertThat(Chart.manifests(Chart.GATEWAY).has(PodDisruptionBudget.class))
                .isFalse();
    }

    @Test
    void scalesByTheMetricsOfTheValues() throws IOException {
        assertThat(Chart.manifests(Chart.MINIMAL).has(HorizontalPodAutoscaler.class))
                .isFalse();
        assertThat(Chart.manifests(Chart.MINIMAL)
                        .the(Deployment.class)
                        .getSpec()
                        .getReplicas())
                .isEqualTo(2);

        var manifests = Chart.manifests(Chart.EVERYTHING);
        var scaling = manifests.the(HorizontalPodAutoscaler.class).getSpec();
        assertThat(manifests.the(Deployment.class).getSpec().getReplicas())
                .as("an upgrade must not undo the scaling")
                .isNull();
        assertThat(scaling.getScaleTargetRef().getName()).isEqualTo("recontact");
        assertThat(scaling.getMetrics().get(0).getResource().getName()).isEqualTo("cpu");
        assertThat(scaling.getMetrics().get(0).getResource().getTarget().getAverageUtilization())
                .isEqualTo(70);
        var websockets = scaling.getMetrics().get(1).getPods();
        assertThat(websockets.getTarget().getAverageValue()).isEqualTo(new Quantity("5000"));
        assertThat(Files.readString(Path.of("docs/metrics.md")))
                .contains("`%s`".formatted(websockets.getMetric().getName().replace('_', '.')));
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void leavesMemoryBesideTheHeap(Path values) throws IOException {
        var manifests = Chart.manifests(values);
        var limit = manifests
                .container()
                .getResources()
                .getLimits()
                .get("memory")
                .getNumericalAmount()
                .divide(MEGABYTE)
                .intValueExact();
        int heap = limit * number(HEAP_SHARE, manifests.variable("JDK_JAVA_OPTIONS")) / 100;

        assertThat(heap)
                .as("the AOT cache of the image needs it")
                .isGreaterThan(number(LEAST_HEAP, Files.readString(Path.of("Dockerfile"))));
        assertThat(limit - heap).as("MB for classes, code, threads, buffers").isGreaterThan(300);
    }

    private static int number(Pattern pattern, String text) {
        var number = pattern.matcher(text);
        assertThat(number.find()).as("%s in %s", pattern, text).isTrue();
        return Integer.parseInt(number.group(1));
    }

    @Test
    void passesOptionsOnToTheJvm() {
        assertThat(Chart.manifests(Chart.MINIMAL).environment())
                .extracting(variable -> entry(variable.getName(), variable.getValue()))
                .contains(entry("JDK_JAVA_OPTIONS", "-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"));
    }
}
