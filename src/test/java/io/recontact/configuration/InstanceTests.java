package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateInstanceRequest;
import software.amazon.awssdk.services.connect.model.InstanceStatus;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class InstanceTests {

    private final Service.Calls calls;
    private final ConnectClient connect;

    InstanceTests(Service.Calls calls) {
        this.calls = calls;
        this.connect = calls.connect();
    }

    private static Consumer<CreateInstanceRequest.Builder> anInstance(String alias) {
        return request -> request.identityManagementType("CONNECT_MANAGED")
                .instanceAlias(alias)
                .inboundCallsEnabled(true)
                .outboundCallsEnabled(false);
    }

    private static String anAlias() {
        return "a" + UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void hasOneInstanceWithAPublishedFlowFromTheFirstStart() {
        var first = connect.listInstancesPaginator(_ -> {}).instanceSummaryList().stream()
                .filter(instance -> "recontact".equals(instance.instanceAlias()))
                .findFirst()
                .orElseThrow();

        assertThat(calls.existing(first.id()).start()).isNotNull();
    }

    @Test
    void createsAnInstanceThatIsActiveAtOnce() {
        var alias = anAlias();

        var created = connect.createInstance(anInstance(alias).andThen(r -> r.tags(Map.of("team", "blue"))));

        var instance = connect.describeInstance(r -> r.instanceId(created.id())).instance();
        assertThat(instance.arn()).isEqualTo(created.arn());
        assertThat(instance.instanceAlias()).isEqualTo(alias);
        assertThat(instance.instanceStatus()).isEqualTo(InstanceStatus.ACTIVE);
        assertThat(instance.inboundCallsEnabled()).isTrue();
        assertThat(instance.outboundCallsEnabled()).isFalse();
        assertThat(instance.createdTime()).isNotNull();
        assertThat(instance.tags()).containsOnly(Map.entry("team", "blue"));
    }

    @Test
    void acceptsAnAliasOnceRegardlessOfCase() {
        var alias = anAlias();
        connect.createInstance(anInstance(alias));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.createInstance(anInstance(alias.toUpperCase(Locale.ROOT))))
                .withMessageContaining("InstanceAlias");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("InstanceAlias", anInstance("d-reserved")),
                refusal("InstanceAlias", anInstance("-dash")),
                refusal("InstanceAlias", anInstance("x".repeat(46))),
                refusal("InstanceAlias", anInstance("x").andThen(r -> r.instanceAlias(null))),
                refusal("DirectoryId", anInstance(anAlias()).andThen(r -> r.directoryId("nope"))),
                refusal("DirectoryId", anInstance(anAlias()).andThen(r -> r.directoryId("d-0123456789"))),
                refusal(
                        "DirectoryId",
                        anInstance(anAlias()).andThen(r -> r.identityManagementType("EXISTING_DIRECTORY"))),
                refusal(
                        "IdentityManagementType",
                        anInstance(anAlias()).andThen(r -> r.identityManagementType("OTHER"))),
                refusal("InboundCallsEnabled", anInstance(anAlias()).andThen(r -> r.inboundCallsEnabled(null))));
    }

    private static Arguments refusal(String member, Consumer<CreateInstanceRequest.Builder> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, Consumer<CreateInstanceRequest.Builder> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect.createInstance(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
    }

    @Test
    void doesNotFindADeletedInstance() {
        var tenant = calls.newTenant();
        var contact = tenant.start();

        connect.deleteInstance(r -> r.instanceId(tenant.instance()));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.describe(contact));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(tenant::start);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.stop(contact));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> tenant.attributes(contact));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.describeInstance(r -> r.instanceId(tenant.instance())));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.listContactFlows(r -> r.instanceId(tenant.instance())));
    }

    @Test
    void isDeletedByOneOfConcurrentCalls() {
        var instance = calls.newTenant().instance();

        var deleted = ConcurrentCalls.run(4, _ -> {
            try {
                connect.deleteInstance(r -> r.instanceId(instance));
                return true;
            } catch (ResourceNotFoundException _) {
                return false;
            }
        });

        assertThat(deleted).containsOnlyOnce(true);
    }
}
