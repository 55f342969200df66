package io.recontact.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rights of the nodes, for the restricted standard of Kubernetes and beyond it. */
@HelmTest
class ChartSecurityTests {

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void takesAllRightsFromThePod(Path values) {
        var pod = Chart.manifests(values).pod();

        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getHostNetwork()).isNull();
        assertThat(pod.getHostPID()).isNull();
        assertThat(pod.getHostIPC()).isNull();
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getContainers()).singleElement().satisfies(container -> {
            var context = container.getSecurityContext();
            assertThat(context.getAllowPrivilegeEscalation()).isFalse();
            assertThat(context.getReadOnlyRootFilesystem()).isTrue();
            assertThat(context.getPrivileged()).isNull();
            assertThat(context.getRunAsNonRoot()).as("as in the pod").isNull();
            assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(context.getCapabilities().getAdd()).isEmpty();
            assertThat(container.getPorts()).allMatch(port -> port.getHostPort() == null);
        });
        assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void givesThePodNoTokenAndNoAddressesOfServices(Path values) {
        var manifests = Chart.manifests(values);

        assertThat(manifests.pod().getServiceAccountName()).isEqualTo("recontact");
        assertThat(manifests.pod().getAutomountServiceAccountToken()).isFalse();
        assertThat(manifests.the(ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(manifests.pod().getEnableServiceLinks()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void limitsWhatThePodUses(Path values) {
        var manifests = Chart.manifests(values);

        assertThat(manifests.container().getResources().getLimits()).containsOnlyKeys("cpu", "memory");
        assertThat(manifests.container().getResources().getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(manifests.pod().getVolumes())
                .filteredOn(volume -> volume.getEmptyDir() != null)
                .isNotEmpty()
                .allMatch(volume -> volume.getEmptyDir().getSizeLimit() != null);
    }

    @ParameterizedTest
    @MethodSource("io.recontact.deploy.Chart#valueFiles")
    void readsSecretsByReferenceOnly(Path values) {
        var secrets = Chart.manifests(values).environment().stream()
                .filter(variable -> variable.getName().matches(".*(PASSWORD|USERNAME|SECRET|KEYS_\\d_ID|REDIS_URL)"))
                .toList();

        assertThat(secrets).extracting(EnvVar::getName).contains("SPRING_DATASOURCE_PASSWORD");
        assertThat(secrets).allSatisfy(variable -> {
            assertThat(variable.getValue()).isNull();
            assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isNotEmpty();
            assertThat(variable.getValueFrom().getSecretKeyRef().getKey()).isNotEmpty();
        });
    }

    @Test
    void namesTheSecretsOfTheValues() {
        assertThat(Chart.manifests(Chart.EVERYTHING).environment().stream()
                        .filter(variable -> variable.getValueFrom() != null)
                        .map(variable -> {
                            var secret = variable.getValueFrom().getSecretKeyRef();
                            return "%s %s/%s".formatted(variable.getName(), secret.getName(), secret.getKey());
                        }))
                .containsExactly(
                        "SPRING_DATASOURCE_USERNAME recontact-database/user",
                        "SPRING_DATASOURCE_PASSWORD recontact-database/password",
                        "RECONTACT_ACCESS_KEYS_0_ID recontact-access-key/id",
                        "RECONTACT_ACCESS_KEYS_0_SECRET recontact-access-key/secret",
                        "RECONTACT_ACCESS_KEYS_1_ID reporting/key-id",
                        "RECONTACT_ACCESS_KEYS_1_SECRET reporting/key-secret",
                        "SPRING_DATA_REDIS_URL redis/url",
                        "RECONTACT_EVENTS_ENDPOINTS_0_SECRET crm/signing");
    }

    @Test
    void usesTheUserAndThePortOfTheImage() throws IOException {
        var manifests = Chart.manifests(Chart.MINIMAL);
        var user = manifests.pod().getSecurityContext();

        assertThat(Files.readString(Path.of("Dockerfile")))
                .contains("USER %d:%d".formatted(user.getRunAsUser(), user.getRunAsGroup()))
                .contains("EXPOSE " + manifests.variable("SERVER_PORT"));
        assertThat(Chart.manifests(Chart.GATEWAY).pod().getSecurityContext().getRunAsUser())
                .as("chosen by OpenShift")
                .isNull();
    }

    @Test
    void writesToTheFolderForTemporaryFilesOnly() {
        assertThat(Chart.manifests(Chart.EVERYTHING).container().getVolumeMounts())
                .filteredOn(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
    }

    @Test
    void reachesOnlyWhatItNeeds() {
        var minimal = Chart.manifests(Chart.MINIMAL).the(NetworkPolicy.class).getSpec();
        assertThat(minimal.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(minimal.getEgress())
                .extracting(rule -> ports(rule.getPorts()))
                .containsExactly(List.of("53", "53"), List.of("5432"));

        var everything =
                Chart.manifests(Chart.EVERYTHING).the(NetworkPolicy.class).getSpec();
        assertThat(everything.getEgress())
                .extracting(rule -> ports(rule.getPorts()))
                .containsExactly(List.of("53", "53"), List.of("6432", "5432", "6379"), List.of("80"));
    }

    @Test
    void admitsOnlyWhomTheValuesName() {
        var policy = Chart.manifests(Chart.EVERYTHING).the(NetworkPolicy.class).getSpec();

        assertThat(policy.getIngress())
                .allSatisfy(rule -> assertThat(rule.getFrom())
                        .singleElement()
                        .satisfies(
                                peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                                        .isNotEmpty()));
        assertThat(policy.getIngress())
                .extracting(rule -> ports(rule.getPorts()))
                .containsExactly(List.of("http"), List.of("management"));
    }

    private static List<String> ports(List<NetworkPolicyPort> ports) {
        return ports.stream()
                .map(NetworkPolicyPort::getPort)
                .map(IntOrString::getValue)
                .map(String::valueOf)
                .toList();
    }
}
