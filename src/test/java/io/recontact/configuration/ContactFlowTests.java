package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InstanceId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactFlow;
import software.amazon.awssdk.services.connect.model.ContactFlowNotPublishedException;
import software.amazon.awssdk.services.connect.model.ContactFlowState;
import software.amazon.awssdk.services.connect.model.ContactFlowStatus;
import software.amazon.awssdk.services.connect.model.ContactFlowSummary;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.CreateContactFlowRequest;
import software.amazon.awssdk.services.connect.model.CreateContactFlowResponse;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.InvalidContactFlowException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ProblemDetail;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Flows: content is checked for its structure and stored. */
@ServiceTest
class ContactFlowTests {

    /** The smallest flow that can be published. */
    private static final String CONTENT = """
            {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
              {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}""";

    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final ContactFlowService flows;

    ContactFlowTests(Service.Calls calls, ContactFlowService flows) {
        this.tenant = calls.newTenant();
        this.connect = calls.connect();
        this.flows = flows;
    }

    private CreateContactFlowResponse create(Consumer<CreateContactFlowRequest.Builder> changes) {
        return connect.createContactFlow(r -> r.instanceId(tenant.instance())
                .name("flow " + UUID.randomUUID())
                .type(ContactFlowType.CONTACT_FLOW)
                .content(CONTENT)
                .applyMutation(changes));
    }

    private ContactFlow describe(String id) {
        return connect.describeContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(id))
                .contactFlow();
    }

    private void update(String id, String content) {
        connect.updateContactFlowContent(
                r -> r.instanceId(tenant.instance()).contactFlowId(id).content(content));
    }

    @Test
    void publishesANewFlowByDefault() {
        var created = create(r -> r.description("ends at once"));

        var flow = describe(created.contactFlowId());
        assertThat(flow.arn()).isEqualTo(created.contactFlowArn());
        assertThat(flow.status()).isEqualTo(ContactFlowStatus.PUBLISHED);
        assertThat(flow.content()).isEqualTo(CONTENT);
        assertThat(flow.description()).isEqualTo("ends at once");
        assertThat(tenant.start(chat -> chat.contactFlowId(created.contactFlowArn()))
                        .contactId())
                .isNotNull();
    }

    @Test
    void keepsADraftApartUntilItIsPublished() {
        var id = create(r -> r.status(ContactFlowStatus.SAVED).content("not even JSON"))
                .contactFlowId();

        assertThatExceptionOfType(ContactFlowNotPublishedException.class).isThrownBy(() -> describe(id));
        assertThat(describe(id + ":$SAVED").content()).isEqualTo("not even JSON");

        update(id, CONTENT);
        assertThat(describe(id).content()).isEqualTo(CONTENT);

        update(id + ":$SAVED", "next draft");
        assertThat(describe(id).content()).isEqualTo(CONTENT);
        assertThat(describe(id + ":$SAVED").content()).isEqualTo("next draft");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"Version": "2019-10-30"       | {"Version": "2018-01-01"        | Version
                    "StartAction": "end"           | "StartAction": "nowhere"        | StartAction
                    "Identifier": "end"            | "Identifier": "en(d"            | Actions[0].Identifier
                    "Type": "DisconnectParticipant"| "Type": ""                      | Actions[0].Type
                    "Transitions": {}              | "Transitions": []              | Actions[0].Transitions
                    "Transitions": {}              | "Transitions": {"NextAction": "gone"} | Actions[0].Transitions.NextAction
                    "Transitions": {}              | "Transitions": {"Errors": [{"NextAction": "gone"}]} | Actions[0].Transitions.Errors[0].NextAction
                    {"Version"                     | {{"Version"                     | JSON
                    """)
    void refusesToPublishInvalidContent(String part, String broken, String problem) {
        var content = CONTENT.replace(part, broken);
        assertThat(content).isNotEqualTo(CONTENT);

        assertThatExceptionOfType(InvalidContactFlowException.class)
                .isThrownBy(() -> create(r -> r.content(content)))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(ProblemDetail::message)
                        .anyMatch(message -> message.contains(problem)));
        var id = create(_ -> {}).contactFlowId();
        assertThatExceptionOfType(InvalidContactFlowException.class).isThrownBy(() -> update(id, content));
        assertThat(describe(id).content()).isEqualTo(CONTENT);
    }

    /** The model has no message for it, but every client shows one. */
    @Test
    void reportsTheNumberOfProblemsAndTheFirst() {
        var one = CONTENT.replace("\"Type\": \"DisconnectParticipant\"", "\"Type\": \"Teleport\"");
        var two = one.replace("\"StartAction\": \"end\"", "\"StartAction\": \"nowhere\"");

        assertThatExceptionOfType(InvalidContactFlowException.class)
                .isThrownBy(() -> create(r -> r.content(one)))
                .withMessageContaining("1 problem: Actions[0].Type of end (Teleport)");
        assertThatExceptionOfType(InvalidContactFlowException.class)
                .isThrownBy(() -> create(r -> r.content(two)))
                .withMessageContaining("2 problems, the first: Actions[0].Type of end (Teleport)")
                .satisfies(e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void acceptsAllConcurrentUpdates() {
        var id = create(_ -> {}).contactFlowId();

        ConcurrentCalls.run(10, i -> {
            update(id, CONTENT + " ".repeat(i));
            return i;
        });

        assertThat(describe(id).content()).startsWith(CONTENT);
    }

    @Test
    void listsFlowsByTypeAndPage() {
        for (int i = 0; i < 3; i++) {
            create(r -> r.type(ContactFlowType.CUSTOMER_QUEUE));
        }

        var queueFlows = connect
                .listContactFlowsPaginator(r -> r.instanceId(tenant.instance())
                        .contactFlowTypes(ContactFlowType.CUSTOMER_QUEUE, ContactFlowType.AGENT_HOLD)
                        .maxResults(2))
                .contactFlowSummaryList()
                .stream()
                .toList();

        assertThat(queueFlows)
                .hasSize(3)
                .allSatisfy(flow -> assertThat(flow.contactFlowType()).isEqualTo(ContactFlowType.CUSTOMER_QUEUE))
                .extracting(ContactFlowSummary::id)
                .doesNotHaveDuplicates();
        assertThat(connect.listContactFlows(r -> r.instanceId(tenant.instance()))
                        .contactFlowSummaryList())
                .hasSize(6);
    }

    @Test
    void refusesATypeThatDoesNotExist() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.listContactFlows(
                        r -> r.instanceId(tenant.instance()).contactFlowTypesWithStrings("NOPE")));
    }

    @Test
    void existsAsADefaultFlowAndTwoSamplesInANewInstance() {
        var begun =
                connect.listContactFlows(r -> r.instanceId(tenant.instance())).contactFlowSummaryList();

        assertThat(begun)
                .extracting(ContactFlowSummary::name)
                .containsExactly("Default flow", "Sample disconnect flow", "Sample queue flow");
        var queue = connect.listQueues(r -> r.instanceId(tenant.instance()))
                .queueSummaryList()
                .getFirst();
        assertThat(describe(begun.get(2).id()).content())
                .contains(begun.get(1).id())
                .contains(queue.id());
        // Content that the service itself would publish.
        for (var sample : begun) {
            update(sample.id(), describe(sample.id()).content());
        }
    }

    @Test
    void updatesTheMetadataOfAFlow() {
        var id = create(r -> r.description("before")).contactFlowId();

        connect.updateContactFlowMetadata(
                r -> r.instanceId(tenant.instance()).contactFlowId(id).name("renamed"));
        assertThat(describe(id).name()).isEqualTo("renamed");
        assertThat(describe(id).description()).isEqualTo("before");

        connect.updateContactFlowMetadata(
                r -> r.instanceId(tenant.instance()).contactFlowId(id).description(""));
        assertThat(describe(id).name()).isEqualTo("renamed");
        assertThat(describe(id).description()).isEmpty();
        assertThat(describe(id).content()).isEqualTo(CONTENT);
        assertThat(describe(id).state()).isEqualTo(ContactFlowState.ACTIVE);
    }

    @Test
    void startsNothingWithAnArchivedFlow() {
        var id = create(_ -> {}).contactFlowId();

        connect.updateContactFlowMetadata(
                r -> r.instanceId(tenant.instance()).contactFlowId(id).contactFlowState(ContactFlowState.ARCHIVED));

        assertThat(describe(id).state()).isEqualTo(ContactFlowState.ARCHIVED);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.contactFlowId(id)));
        assertThat(flows.findRunnable(instance(), flow(id))).isEmpty();
    }

    @Test
    void refusesInvalidMetadataAndTakenNames() {
        create(r -> r.name("taken"));
        var id = create(r -> r.name("mine")).contactFlowId();

        assertThatExceptionOfType(DuplicateResourceException.class)
                .isThrownBy(() -> connect.updateContactFlowMetadata(
                        r -> r.instanceId(tenant.instance()).contactFlowId(id).name("taken")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.updateContactFlowMetadata(
                        r -> r.instanceId(tenant.instance()).contactFlowId(id).name("")))
                .withMessageContaining("Name");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.updateContactFlowMetadata(
                        r -> r.instanceId(tenant.instance()).contactFlowId(id).contactFlowState("GONE")))
                .withMessageContaining("ContactFlowState");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.updateContactFlowMetadata(r -> r.instanceId(tenant.instance())
                        .contactFlowId(UUID.randomUUID().toString())
                        .name("x")));
        assertThat(describe(id).name()).isEqualTo("mine");
    }

    @Test
    void keepsPublishedContentForTheContactsThatRunIt() {
        var id = create(_ -> {}).contactFlowId();
        var first = flows.findRunnable(instance(), flow(id)).orElseThrow();

        update(id, CONTENT + " ");
        update(id + ":$SAVED", "next draft");

        var second = flows.findRunnable(instance(), flow(id)).orElseThrow();
        assertThat(second.content()).isEqualTo(CONTENT + " ");
        assertThat(second.resourceId()).isEqualTo(UUID.fromString(id));
        assertThat(flows.publication(first.id())).isEqualTo(first);
        assertThat(first.content()).isEqualTo(CONTENT);
    }

    @Test
    void startsNothingWithADeletedFlowAndKeepsItsRuns() {
        var id = create(_ -> {}).contactFlowId();
        var running = tenant.start(chat -> chat.contactFlowId(id)).contactId();
        var publication = flows.findRunnable(instance(), flow(id)).orElseThrow();

        connect.deleteContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(id));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe(id));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.start(chat -> chat.contactFlowId(id)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.deleteContactFlow(
                        r -> r.instanceId(tenant.instance()).contactFlowId(id)));
        assertThat(tenant.describe(running).disconnectTimestamp()).isNull();
        assertThat(flows.findRunnable(instance(), flow(id))).isEmpty();
        assertThat(flows.publication(publication.id())).isEqualTo(publication);
    }

    @Test
    void runsNothingThatHasOnlyADraftOrBelongsToAnotherInstance() {
        var draft = create(r -> r.status(ContactFlowStatus.SAVED)).contactFlowId();
        var published = create(_ -> {}).contactFlowId();

        assertThat(flows.findRunnable(instance(), flow(draft))).isEmpty();
        assertThat(flows.findRunnable(new InstanceId(UUID.randomUUID()), flow(published)))
                .isEmpty();
    }

    private InstanceId instance() {
        return new InstanceId(UUID.fromString(tenant.instance()));
    }

    private static ContactFlowId flow(String id) {
        return new ContactFlowId(UUID.fromString(id));
    }

    @Test
    void refusesContentThatIsTooLarge() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create(r -> r.content("x".repeat(256_001)).status(ContactFlowStatus.SAVED)))
                .withMessageContaining("Content");
    }

    @Test
    void doesNotFindUnknownFlows() {
        var id = UUID.randomUUID().toString();

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe(id));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> update(id, CONTENT));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> describe(tenant.flow() + ":3"));
    }

    @Test
    void neitherRenamesNorDeletesOnlyADraft() {
        var id = create(_ -> {}).contactFlowId();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .deleteContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(id + ":$SAVED")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContactFlowMetadata(r -> r.instanceId(tenant.instance())
                                .contactFlowId(id + ":$SAVED")
                                .name("another")));
        assertThat(describe(id).id()).isEqualTo(id);
    }
}
