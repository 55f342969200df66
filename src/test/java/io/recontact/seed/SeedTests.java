package io.recontact.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AgentStatus;
import software.amazon.awssdk.services.connect.model.ContactFlow;
import software.amazon.awssdk.services.connect.model.InstanceSummary;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class SeedTests {

    private static final String FLOW = """
            {"Version": "2019-10-30", "StartAction": "say", "Actions": [
              {"Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": "TEXT"},
               "Transitions": {"NextAction": "end", "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}]}},
              {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}
            """;

    private final SeedApplier applier;
    private final Service.Calls calls;
    private final ConnectClient connect;
    private final String alias = "seed-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    SeedTests(SeedApplier applier, Service.Calls calls) {
        this.applier = applier;
        this.calls = calls;
        this.connect = calls.connect();
    }

    private int apply(String resources) {
        return applier.apply(SeedReader.read(write("seed.yaml", instance() + resources.indent(4))));
    }

    private String instance() {
        return """
                Instances:
                  - InstanceAlias: %s
                    IdentityManagementType: SAML
                    InboundCallsEnabled: true
                    OutboundCallsEnabled: true
                """.formatted(alias);
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String seeded() {
        return connect.listInstancesPaginator(_ -> {}).instanceSummaryList().stream()
                .filter(found -> found.instanceAlias().equals(alias))
                .map(InstanceSummary::id)
                .findFirst()
                .orElseThrow();
    }

    private AgentStatus status(String name) {
        var instance = seeded();
        var id = connect.listAgentStatuses(list -> list.instanceId(instance)).agentStatusSummaryList().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        return connect.describeAgentStatus(
                        describe -> describe.instanceId(instance).agentStatusId(id))
                .agentStatus();
    }

    private ContactFlow flow(String id) {
        var instance = seeded();
        return connect.describeContactFlow(
                        describe -> describe.instanceId(instance).contactFlowId(id))
                .contactFlow();
    }

    @Test
    void makesTheExampleReadyForChats() {
        var seed = SeedReader.read(Path.of("docs/examples/seed"));
        var instance = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01";
        var flow = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a02";

        applier.apply(seed);

        var orders = connect.listQueues(list -> list.instanceId(instance)).queueSummaryList().stream()
                .filter(queue -> "Orders".equals(queue.name()))
                .findFirst()
                .orElseThrow();
        assertThat(connect.describeContactFlow(
                                describe -> describe.instanceId(instance).contactFlowId(flow))
                        .contactFlow()
                        .content())
                .contains("\"QueueId\": \"%s\"".formatted(orders.id()));
        assertThat(connect.listUsers(list -> list.instanceId(instance)).userSummaryList())
                .extracting(user -> user.username())
                .contains("grace@example.com", "alan@example.com");
        var chat = connect.startChatContact(start -> start.instanceId(instance)
                .contactFlowId(flow)
                .participantDetails(customer -> customer.displayName("Ada")));
        calls.joined(chat.participantToken()).disconnect();

        assertThat(applier.apply(SeedReader.read(Path.of("docs/examples/seed"))))
                .isZero();
    }

    @Test
    void writesNothingIfNothingDiffers() {
        var resources = """
                AgentStatuses:
                  - {Name: Lunch, State: ENABLED, Description: Away, Tags: {a: b}}
                """;
        apply(resources);
        var before = status("Lunch");

        assertThat(apply(resources)).isZero();

        assertThat(status("Lunch")).isEqualTo(before);
    }

    @Test
    void changesWhatDiffersAndKeepsWhatIsNotDeclared() {
        apply("AgentStatuses: [{Name: Lunch, State: ENABLED, Description: Away, DisplayOrder: 3, Tags: {a: b, c: d}}]");
        var before = status("Lunch");

        var changes = apply("AgentStatuses: [{Name: Lunch, State: DISABLED, Tags: {a: x}}]");

        assertThat(changes).as("the update, a tag set, a tag removed").isEqualTo(3);
        var after = status("Lunch");
        assertThat(after.agentStatusId()).isEqualTo(before.agentStatusId());
        assertThat(after.stateAsString()).isEqualTo("DISABLED");
        assertThat(after.description()).isEqualTo("Away");
        assertThat(after.displayOrder()).isEqualTo(3);
        assertThat(after.tags()).containsOnlyKeys("a").containsEntry("a", "x");
    }

    @Test
    void renamesByAFixedId() {
        var id = UUID.randomUUID();
        apply("AgentStatuses: [{Name: Lunch, Id: %s, State: ENABLED}]".formatted(id));

        apply("AgentStatuses: [{Name: Break, Id: %s, State: ENABLED}]".formatted(id));

        assertThat(status("Break").agentStatusId()).isEqualTo(id.toString());
    }

    @Test
    void publishesChangedFlows() {
        var id = UUID.randomUUID().toString();
        var resources =
                "ContactFlows: [{Name: Welcome, Id: %s, Type: CONTACT_FLOW, ContentFile: flow.txt}]".formatted(id);
        write("flow.txt", FLOW.replace("TEXT", "One"));
        apply(resources);
        write("flow.txt", FLOW.replace("TEXT", "Two"));

        assertThat(apply(resources)).isEqualTo(1);

        assertThat(flow(id).content()).contains("Two");
    }

    @Test
    void changesAllOrNothing() {
        apply("AgentStatuses: [{Name: Lunch, State: ENABLED}]");

        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(() -> apply("""
                        AgentStatuses: [{Name: Lunch, State: DISABLED}]
                        Queues:
                          - Name: Orders
                            HoursOfOperationId: Nowhere
                        """))
                .withMessageContaining("seed.yaml:9: Queue \"Orders\": HoursOfOperationId names \"Nowhere\"");

        assertThat(status("Lunch").stateAsString()).isEqualTo("ENABLED");
    }

    @Test
    void refusesWhatNoOperationChanges() {
        write("flow.txt", FLOW);
        apply("ContactFlows: [{Name: Welcome, Type: CONTACT_FLOW, ContentFile: flow.txt}]");

        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(() -> apply("ContactFlows: [{Name: Welcome, Type: CUSTOMER_QUEUE, ContentFile: flow.txt}]"))
                .withMessageContaining("seed.yaml:6: ContactFlow \"Welcome\": Type differs");
    }

    @Test
    void letsOneOfManyNodesCreate() {
        var seed = SeedReader.read(
                write("seed.yaml", instance() + "    AgentStatuses: [{Name: Lunch, State: ENABLED}]\n"));

        var changes = ConcurrentCalls.run(4, _ -> applier.apply(seed));

        assertThat(changes).containsExactlyInAnyOrder(2, 0, 0, 0);
    }

    @Test
    void prunesOnlyWhatASeedHasCreated() {
        write("flow.txt", FLOW);
        var kept = UUID.randomUUID().toString();
        var removed = UUID.randomUUID().toString();
        var one = "  - {Name: Kept, Id: %s, Type: CONTACT_FLOW, ContentFile: flow.txt}\n".formatted(kept);
        var two = "  - {Name: Removed, Id: %s, Type: CONTACT_FLOW, ContentFile: flow.txt}\n".formatted(removed);
        apply("ContactFlows:\n" + one + two);
        var instance = seeded();
        var byHand = connect.createContactFlow(create -> create.instanceId(instance)
                        .name("By hand")
                        .type("CONTACT_FLOW")
                        .content(FLOW))
                .contactFlowId();

        apply("ContactFlows:\n" + one);
        assertThat(flow(removed).name()).as("stays without Prune").isEqualTo("Removed");

        var prune = "Prune: true\n" + instance() + ("ContactFlows:\n" + one).indent(4);
        assertThat(applier.apply(SeedReader.read(write("seed.yaml", prune)))).isEqualTo(1);

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> flow(removed));
        assertThat(flow(kept).name()).isEqualTo("Kept");
        assertThat(flow(byHand).name()).isEqualTo("By hand");
        assertThat(applier.apply(SeedReader.read(folder.resolve("seed.yaml")))).isZero();
    }
}
