package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AgentStatusState;
import software.amazon.awssdk.services.connect.model.AgentStatusSummary;
import software.amazon.awssdk.services.connect.model.AgentStatusType;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateAgentStatusRequest;
import software.amazon.awssdk.services.connect.model.CreateAgentStatusResponse;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;

@ServiceTest
class AgentStatusTests {

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final AgentStatusService statuses;

    AgentStatusTests(Service.Calls calls, AgentStatusService statuses) {
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.statuses = statuses;
    }

    private CreateAgentStatusResponse create(Consumer<CreateAgentStatusRequest.Builder> changes) {
        return connect.createAgentStatus(r -> r.instanceId(tenant.instance())
                .name("status " + UUID.randomUUID())
                .state(AgentStatusState.ENABLED)
                .applyMutation(changes));
    }

    private software.amazon.awssdk.services.connect.model.AgentStatus describe(String id) {
        return connect.describeAgentStatus(r -> r.instanceId(tenant.instance()).agentStatusId(id))
                .agentStatus();
    }

    private List<AgentStatusSummary> list(AgentStatusType... types) {
        return connect.listAgentStatuses(r -> r.instanceId(tenant.instance()).agentStatusTypes(types))
                .agentStatusSummaryList();
    }

    @Test
    void createsACustomStatus() {
        var created = create(r -> r.name("Lunch")
                .description("Away for a bite")
                .state(AgentStatusState.DISABLED)
                .displayOrder(50)
                .tags(Map.of("team", "blue")));

        var status = describe(created.agentStatusId());
        assertThat(created.agentStatusARN())
                .endsWith("instance/%s/agent-state/%s".formatted(tenant.instance(), created.agentStatusId()));
        assertThat(status.agentStatusARN()).isEqualTo(created.agentStatusARN());
        assertThat(status.name()).isEqualTo("Lunch");
        assertThat(status.description()).isEqualTo("Away for a bite");
        assertThat(status.state()).isEqualTo(AgentStatusState.DISABLED);
        assertThat(status.type()).isEqualTo(AgentStatusType.CUSTOM);
        assertThat(status.displayOrder()).isEqualTo(50);
        assertThat(status.tags()).containsOnly(Map.entry("team", "blue"));
        assertThat(describe(created.agentStatusARN())).isEqualTo(status);
    }

    @Test
    void existsAsAvailableAndOfflineInANewInstance() {
        assertThat(list(AgentStatusType.ROUTABLE))
                .extracting(AgentStatusSummary::name)
                .containsExactly("Available");
        assertThat(list(AgentStatusType.OFFLINE))
                .extracting(AgentStatusSummary::name)
                .containsExactly("Offline");
        assertThat(list())
                .hasSize(2)
                .allSatisfy(status -> assertThat(describe(status.id()).state()).isEqualTo(AgentStatusState.ENABLED));
    }

    @Test
    void isListedInOrderForOtherModules() {
        create(r -> r.name("Unordered"));
        create(r -> r.name("Third").displayOrder(3));

        assertThat(statuses.list(new InstanceId(UUID.fromString(tenant.instance()))))
                .extracting(io.recontact.configuration.AgentStatus::name)
                .containsExactly("Available", "Offline", "Third", "Unordered");
    }

    @Test
    void refusesTheNamesOfDefaultStatuses() {
        assertThatExceptionOfType(DuplicateResourceException.class).isThrownBy(() -> create(r -> r.name("Available")));
    }

    @Test
    void listsByType() {
        create(_ -> {});

        assertThat(list(AgentStatusType.CUSTOM)).hasSize(1);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.listAgentStatuses(
                        r -> r.instanceId(tenant.instance()).agentStatusTypesWithStrings("NOPE")));
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("Name", r -> r.name("x".repeat(128))),
                refusal("Name", r -> r.name(null)),
                refusal("Description", r -> r.description("")),
                refusal("State", r -> r.state("AWAY")),
                refusal("State", r -> r.state((String) null)),
                refusal("DisplayOrder", r -> r.displayOrder(0)),
                refusal("DisplayOrder", r -> r.displayOrder(51)));
    }

    private static Arguments refusal(String member, Consumer<CreateAgentStatusRequest.Builder> request) {
        return Arguments.of(member, request);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesInvalidRequests(String member, Consumer<CreateAgentStatusRequest.Builder> request) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> create(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
        assertThat(list()).hasSize(2);
    }
}
