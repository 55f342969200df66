package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ContactFlow;
import software.amazon.awssdk.services.connect.model.ContactFlowModule;
import software.amazon.awssdk.services.connect.model.ContactFlowModuleAliasSummary;
import software.amazon.awssdk.services.connect.model.ContactFlowModuleStatus;
import software.amazon.awssdk.services.connect.model.ContactFlowStatus;
import software.amazon.awssdk.services.connect.model.ContactFlowVersionSummary;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.InvalidContactFlowModuleException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ProblemDetail;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.View;
import software.amazon.awssdk.services.connect.model.ViewStatus;
import software.amazon.awssdk.services.connect.model.ViewVersionSummary;

/** Flows, flow modules and views have drafts, publications, versions and aliases. */
@ServiceTest
class ContentVersionTests {

    private static final String END = """
            {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
              {"Identifier": "end", "Type": "%s", "Parameters": {}, "Transitions": {}}]}""";

    private static final String FLOW = END.formatted("DisconnectParticipant");
    private static final String MODULE = END.formatted("EndFlowModuleExecution");

    private final ConnectClient connect;
    private final String instance;

    ContentVersionTests(Service.Calls calls) {
        this.connect = calls.connect();
        this.instance = calls.newTenant().instance();
    }

    private static String newName() {
        return "n" + UUID.randomUUID();
    }

    private String newFlow() {
        return connect.createContactFlow(r -> r.instanceId(instance)
                        .name(newName())
                        .type("CONTACT_FLOW")
                        .content(FLOW))
                .contactFlowId();
    }

    private ContactFlow flow(String id) {
        return connect.describeContactFlow(r -> r.instanceId(instance).contactFlowId(id))
                .contactFlow();
    }

    private long newFlowVersion(String flow) {
        return connect.createContactFlowVersion(
                        r -> r.instanceId(instance).contactFlowId(flow).description("v"))
                .version();
    }

    private String newModule() {
        return connect.createContactFlowModule(
                        r -> r.instanceId(instance).name(newName()).content(MODULE))
                .id();
    }

    private ContactFlowModule module(String id) {
        return connect.describeContactFlowModule(r -> r.instanceId(instance).contactFlowModuleId(id))
                .contactFlowModule();
    }

    private void updateModule(String id, String content) {
        connect.updateContactFlowModuleContent(
                r -> r.instanceId(instance).contactFlowModuleId(id).content(content));
    }

    private long newModuleVersion(String module) {
        return connect.createContactFlowModuleVersion(
                        r -> r.instanceId(instance).contactFlowModuleId(module))
                .version();
    }

    private View newView(String status, @Nullable String template) {
        return connect.createView(r -> r.instanceId(instance)
                        .name(newName())
                        .status(status)
                        .content(c -> c.template(template).actions("Next", "Back")))
                .view();
    }

    private View view(String id) {
        return connect.describeView(r -> r.instanceId(instance).viewId(id)).view();
    }

    @Test
    void aFlowVersionKeepsTheContentOfItsTime() {
        var id = newFlow();
        var first = newFlowVersion(id);
        connect.updateContactFlowContent(
                r -> r.instanceId(instance).contactFlowId(id).content(FLOW + " "));
        var second = newFlowVersion(id);

        assertThat(first).isEqualTo(1);
        assertThat(second).isEqualTo(2);
        assertThat(flow(id + ":1").content()).isEqualTo(FLOW);
        assertThat(flow(id + ":1").version()).isEqualTo(1);
        assertThat(flow(id + ":1").versionDescription()).isEqualTo("v");
        assertThat(flow(id + ":1").status()).isEqualTo(ContactFlowStatus.PUBLISHED);
        assertThat(flow(flow(id).arn() + ":2").content()).isEqualTo(FLOW + " ");
        assertThat(flow(id + ":$LATEST").content()).isEqualTo(FLOW + " ");
        assertThat(flow(id).version()).isNull();
    }

    @Test
    void flowVersionsAreListedNewestFirstAndDeleted() {
        var id = newFlow();
        LongStream.rangeClosed(1, 5).forEach(_ -> newFlowVersion(id));

        connect.deleteContactFlowVersion(
                r -> r.instanceId(instance).contactFlowId(id).contactFlowVersion(5L));
        connect.deleteContactFlowVersion(
                r -> r.instanceId(instance).contactFlowId(id).contactFlowVersion(2L));

        assertThat(connect.listContactFlowVersionsPaginator(
                                r -> r.instanceId(instance).contactFlowId(id).maxResults(2))
                        .contactFlowVersionSummaryList())
                .extracting(ContactFlowVersionSummary::version)
                .containsExactly(4L, 3L, 1L);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> flow(id + ":2"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.deleteContactFlowVersion(
                        r -> r.instanceId(instance).contactFlowId(id).contactFlowVersion(2L)));
        assertThat(newFlowVersion(id)).as("no number is used again").isEqualTo(6);
    }

    @Test
    void concurrentVersionsHaveDifferentNumbers() {
        var id = newFlow();

        assertThat(ConcurrentCalls.run(8, _ -> newFlowVersion(id)))
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void aVersionNeedsPublishedContentOfTheGivenDigest() {
        var id = newFlow();
        var draft = connect.createContactFlow(r -> r.instanceId(instance)
                        .name(newName())
                        .type("CONTACT_FLOW")
                        .content("draft")
                        .status("SAVED"))
                .contactFlowId();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.createContactFlowVersion(
                        r -> r.instanceId(instance).contactFlowId(id).flowContentSha256("0".repeat(64))));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> newFlowVersion(draft));
        assertThat(connect.createContactFlowVersion(r -> r.instanceId(instance)
                                .contactFlowId(id)
                                .flowContentSha256(flow(id).flowContentSha256()))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void aDeletedFlowTakesItsVersionsAlong() {
        var id = newFlow();
        newFlowVersion(id);

        connect.deleteContactFlow(r -> r.instanceId(instance).contactFlowId(id));

        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> flow(id + ":1"));
    }

    @Test
    void versionsAreNeitherRenamedNorChanged() {
        var id = newFlow();
        newFlowVersion(id);

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.updateContactFlowName(
                        r -> r.instanceId(instance).contactFlowId(id + ":1").name("x")));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.updateContactFlowContent(
                        r -> r.instanceId(instance).contactFlowId(id + ":1").content(FLOW)));
    }

    @Test
    void flowsAreSearchedByTypeStateAndStatus() {
        var name = newName();
        connect.createContactFlow(r -> r.instanceId(instance)
                .name(name + " queue")
                .type("CUSTOMER_QUEUE")
                .content(FLOW));
        connect.createContactFlow(r -> r.instanceId(instance)
                .name(name + " draft")
                .type("CONTACT_FLOW")
                .status("SAVED")
                .content("x"));

        var byType = connect.searchContactFlows(r -> r.instanceId(instance)
                .searchCriteria(c -> c.stringCondition(s -> s.fieldName("name").value(name))
                        .typeCondition("CUSTOMER_QUEUE")
                        .stateCondition("ACTIVE")));
        var byStatus = connect.searchContactFlows(r -> r.instanceId(instance)
                .searchCriteria(c ->
                        c.stringCondition(s -> s.fieldName("name").value(name)).statusCondition("SAVED")));
        var byFilter = connect.searchContactFlows(r -> r.instanceId(instance)
                .searchCriteria(c -> c.stringCondition(s -> s.fieldName("name").value(name)))
                .searchFilter(f -> f.flowAttributeFilter(
                        a -> a.contactFlowTypeCondition(t -> t.contactFlowType("CONTACT_FLOW")))));

        assertThat(byType.contactFlows()).extracting(ContactFlow::name).containsExactly(name + " queue");
        assertThat(byStatus.contactFlows()).extracting(ContactFlow::name).containsExactly(name + " draft");
        assertThat(byFilter.contactFlows()).extracting(ContactFlow::name).containsExactly(name + " draft");
    }

    @Test
    void aModuleKeepsItsDraftApart() {
        var id = newModule();

        connect.updateContactFlowModuleContent(
                r -> r.instanceId(instance).contactFlowModuleId(id + ":$SAVED").content("draft"));

        assertThat(module(id).content()).isEqualTo(MODULE);
        assertThat(module(id).status()).isEqualTo(ContactFlowModuleStatus.PUBLISHED);
        assertThat(module(id + ":$SAVED").content()).isEqualTo("draft");
        assertThat(module(id + ":$SAVED").status()).isEqualTo(ContactFlowModuleStatus.SAVED);
    }

    @Test
    void aModuleIsCheckedBeforeItIsPublished() {
        var id = newModule();

        assertThatExceptionOfType(InvalidContactFlowModuleException.class)
                .isThrownBy(() -> updateModule(id, MODULE.replace("EndFlowModuleExecution", "Teleport")))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(ProblemDetail::message)
                        .anyMatch(message -> message.contains("Teleport")));
        assertThatExceptionOfType(InvalidContactFlowModuleException.class)
                .isThrownBy(() -> connect.updateContactFlowModuleContent(
                        r -> r.instanceId(instance).contactFlowModuleId(id).settings("no JSON")));
        assertThatExceptionOfType(InvalidContactFlowModuleException.class)
                .isThrownBy(() -> updateModule(
                        id, MODULE.replace("\"Parameters\": {}", "\"Parameters\": {\"Result\": \"undeclared\"}")));
        assertThat(module(id + ":$SAVED").content()).isEqualTo(MODULE);
    }

    @Test
    void settingsAreVersionedWithTheContent() {
        var id = newModule();
        var settings = "{\"transitions\": {\"results\": [{\"name\": \"paid\"}]}}";
        newModuleVersion(id);

        connect.updateContactFlowModuleContent(r -> r.instanceId(instance)
                .contactFlowModuleId(id)
                .content(MODULE.replace("\"Parameters\": {}", "\"Parameters\": {\"Result\": \"paid\"}"))
                .settings(settings));

        assertThat(module(id).settings()).isEqualTo(settings);
        assertThat(module(id + ":1").settings()).isNull();
    }

    @Test
    void anAliasNamesAVersionUntilItIsChanged() {
        var id = newModule();
        newModuleVersion(id);
        updateModule(id, MODULE + " ");
        newModuleVersion(id);

        var alias = connect.createContactFlowModuleAlias(r -> r.instanceId(instance)
                        .contactFlowModuleId(id)
                        .aliasName("live")
                        .description("in use")
                        .contactFlowModuleVersion(1L))
                .id();
        assertThat(module(id + ":live").content()).isEqualTo(MODULE);
        connect.updateContactFlowModuleAlias(r ->
                r.instanceId(instance).contactFlowModuleId(id).aliasId(alias).contactFlowModuleVersion(2L));

        assertThat(module(id + ":live").content()).isEqualTo(MODULE + " ");
        var described = connect.describeContactFlowModuleAlias(
                        r -> r.instanceId(instance).contactFlowModuleId(id).aliasId(alias))
                .contactFlowModuleAlias();
        assertThat(described.name()).isEqualTo("live");
        assertThat(described.description()).isEqualTo("in use");
        assertThat(described.version()).isEqualTo(2);
        assertThat(connect.listContactFlowModuleAliases(
                                r -> r.instanceId(instance).contactFlowModuleId(id))
                        .contactFlowModuleAliasSummaryList())
                .extracting(ContactFlowModuleAliasSummary::aliasId)
                .containsExactly(alias);
        assertThatExceptionOfType(InvalidRequestException.class)
                .as("an alias keeps its version")
                .isThrownBy(() -> connect.deleteContactFlowModuleVersion(
                        r -> r.instanceId(instance).contactFlowModuleId(id).contactFlowModuleVersion(2L)));
        connect.deleteContactFlowModuleAlias(
                r -> r.instanceId(instance).contactFlowModuleId(id).aliasId(alias));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> module(id + ":live"));
        connect.deleteContactFlowModuleVersion(
                r -> r.instanceId(instance).contactFlowModuleId(id).contactFlowModuleVersion(2L));
    }

    @Test
    void anAliasNeedsANameOfItsOwnAndAVersion() {
        var id = newModule();
        newModuleVersion(id);
        connect.createContactFlowModuleAlias(r ->
                r.instanceId(instance).contactFlowModuleId(id).aliasName("live").contactFlowModuleVersion(1L));

        assertThatExceptionOfType(DuplicateResourceException.class)
                .isThrownBy(() -> connect.createContactFlowModuleAlias(r -> r.instanceId(instance)
                        .contactFlowModuleId(id)
                        .aliasName("live")
                        .contactFlowModuleVersion(1L)));
        for (var reserved : new String[] {"$LATEST", "$SAVED", "7"}) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> connect.createContactFlowModuleAlias(r -> r.instanceId(instance)
                            .contactFlowModuleId(id)
                            .aliasName(reserved)
                            .contactFlowModuleVersion(1L)));
        }
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> connect.createContactFlowModuleAlias(r -> r.instanceId(instance)
                        .contactFlowModuleId(id)
                        .aliasName("next")
                        .contactFlowModuleVersion(2L)));
    }

    @Test
    void aClientTokenCreatesOneModuleAndOneView() {
        var token = UUID.randomUUID().toString();
        var name = newName();

        var modules = ConcurrentCalls.run(
                4,
                _ -> connect.createContactFlowModule(r -> r.instanceId(instance)
                                .name(name)
                                .content(MODULE)
                                .clientToken(token))
                        .id());
        var views = ConcurrentCalls.run(
                4,
                _ -> connect.createView(r -> r.instanceId(instance)
                                .name(name)
                                .status("SAVED")
                                .content(c -> c.actions("Next"))
                                .clientToken(token))
                        .view()
                        .id());

        assertThat(modules).hasSize(4).containsOnly(modules.getFirst());
        assertThat(views).hasSize(4).containsOnly(views.getFirst());
    }

    @Test
    void aViewHasADraftAndVersions() {
        var draft = newView("SAVED", "{\"Body\": []}");
        assertThat(draft.status()).isEqualTo(ViewStatus.SAVED);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> view(draft.id()));
        assertThat(view(draft.id() + ":$SAVED").content().template()).isEqualTo("{\"Body\": []}");

        var published = connect.updateViewContent(r -> r.instanceId(instance)
                        .viewId(draft.id())
                        .status("PUBLISHED")
                        .content(c -> c.template("{\"Head\": {}}").actions("Go")))
                .view();
        assertThat(published.status()).isEqualTo(ViewStatus.PUBLISHED);
        assertThat(view(draft.arn()).content().actions()).containsExactly("Go");

        var first = connect.createViewVersion(
                        r -> r.instanceId(instance).viewId(draft.id()).versionDescription("one"))
                .view();
        var same = connect.createViewVersion(r -> r.instanceId(instance).viewId(draft.id()))
                .view();
        assertThat(first.version()).isEqualTo(1);
        assertThat(same.version()).as("nothing has changed").isEqualTo(1);
        connect.updateViewContent(r ->
                r.instanceId(instance).viewId(draft.id()).status("PUBLISHED").content(c -> c.template("{}")));
        connect.createViewVersion(r -> r.instanceId(instance).viewId(draft.id()));
        assertThat(view(draft.id() + ":1").content().template()).isEqualTo("{\"Head\": {}}");
        assertThat(connect.listViewVersions(r -> r.instanceId(instance).viewId(draft.id()))
                        .viewVersionSummaryList())
                .extracting(ViewVersionSummary::version)
                .containsExactly(2, 1);
        connect.deleteViewVersion(r -> r.instanceId(instance).viewId(draft.id()).viewVersion(1));
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> view(draft.id() + ":1"));
    }

    @Test
    void aViewDeclaresTheInputsOfItsTemplate() {
        var view = newView("PUBLISHED", """
                {"Head": {"Title": "$.Title"}, "Body": [{"Content": ["Hello ", "$.Customer.Name"]},
                 {"Content": ["This costs $.Price"]}]}""");

        assertThat(view.content().inputSchema())
                .contains("\"Title\":{}")
                .contains("\"Customer\":{}")
                .contains("\"required\":[\"Customer\",\"Title\"]")
                .doesNotContain("Price");
    }

    @Test
    void aViewNeedsATemplateOfJson() {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> newView("SAVED", "no JSON"));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> newView("SAVED", "[]"));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> newView("PUBLISHED", null));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> newView("SAVED", "{\"x\": \"%s\"}".formatted("x".repeat(400_000))));
    }

    @Test
    void awsManagesNoViews() {
        newView("SAVED", null);

        assertThat(connect.listViews(r -> r.instanceId(instance).type("AWS_MANAGED"))
                        .viewsSummaryList())
                .isEmpty();
        assertThat(connect.searchViews(
                                r -> r.instanceId(instance).searchCriteria(c -> c.viewTypeCondition("AWS_MANAGED")))
                        .views())
                .isEmpty();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> view("arn:aws:connect:us-east-1:aws:view/form:1"));
    }
}
