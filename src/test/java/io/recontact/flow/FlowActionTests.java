package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.action;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static io.recontact.flow.FlowDocuments.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The effect of each action, and the branch that it takes when it fails. */
@ServiceTest
class FlowActionTests extends FlowActionFixture {

    FlowActionTests(Service.Calls calls, JdbcClient jdbc, RawCalls raw) {
        super(calls, jdbc, raw);
    }

    @Test
    void sendsAMessageAsTheSystemAndDisconnects() {
        var chat = running.start(
                flow(say("a", "Hello $.Attributes.name. Your order: $.Attributes.order.", "wait"), WAIT),
                r -> r.attributes(Map.of("name", "Ada")));
        running.awaitWaiting(chat.contact());

        assertThat(chat.customer().everything())
                .filteredOn(item -> "SYSTEM".equals(item.participantRoleAsString()))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.content()).isEqualTo("Hello Ada. Your order: .");
                    assertThat(item.displayName()).isEqualTo("SYSTEM_MESSAGE");
                    assertThat(item.contentType()).isEqualTo("text/plain");
                    assertThat(item.participantId()).isNotNull();
                });
        chat.customer().say("Bye");
        running.awaitEnded(chat.contact());
        var ended = tenant.describe(chat.contact());
        assertThat(ended.disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
        assertThat(running.statusOf(chat.contact())).isEmpty();
    }

    @Test
    void doesNotRunBeforeTheCustomerConnects() {
        var contact = tenant.start(r -> r.contactFlowId(running.create(flow(say("a", "Hello", "end")))))
                .contactId();

        assertThat(running.statusOf(contact)).isEmpty();
        assertThat(running.said(contact)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MessageParticipant            | {"SSML": "<speak>Hello</speak>"}
            MessageParticipant            | {"PromptId": "x"}
            MessageParticipant            | {"Text": "$.Attributes.nothing"}
            MessageParticipantIteratively | {"Messages": [{"Text": "Still there?"}]}
            ConnectParticipantWithLexBot  | {"LexV2Bot": {"AliasArn": "x"}}
            ShowView                      | {"ViewResource": {"Id": "x"}}
            InvokeFlowModule              | {"FlowModuleId": "x"}
            RenderMessageTemplate         | {}
            CreateContact                 | {"Channel": "EMAIL", "RelatedContact": "CURRENT"}
            StartOutboundEmailContact     | {"EmailMessage": {"MessageSourceType": "RAW"}}
            UpdateContactRoutingCriteria  | {"RoutingCriteria": {"Steps": []}}
            TransferContactToAgent        | {}
            GetParticipantInput           | {"EnableDTMFBuffer": "True"}
            UpdateContactRoutingBehavior  | {"RoutingProficiencies": {"AgentHierarchyProficiency": {}}}
            UpdateContactData             | {"SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}}}
            CheckMetricData               | {"MetricType": "NumberOfAgentsOnline"}
            CheckMetricData               | {"MetricType": "NumberOfAgentsOnline", "QueueId": "0190d5a0-0000-7000-8000-000000000000"}
            GetMetricData                 | {}
            CreateTask                    | {"ContactFlowId": "0190d5a0-0000-7000-8000-000000000000", "Name": "Call back"}
            CreateTask                    | {"ContactFlowId": "nonsense", "Name": "Call back"}
            CreateTask                    | {"ContactFlowId": "x", "Name": "y", "TaskTemplateId": "z"}
            UpdateContactTargetQueue      | {"QueueId": "nonsense"}
            UpdateContactTargetQueue      | {"QueueId": "0190d5a0-0000-7000-8000-000000000000"}
            UpdateContactTargetQueue      | {"AgentId": "$.Attributes.nothing"}
            TransferContactToQueue        | {}
            DequeueContactAndTransferToQueue | {"QueueId": "0190d5a0-0000-7000-8000-000000000000"}
            TransferToFlow                | {"ContactFlowId": "0190d5a0-0000-7000-8000-000000000000"}
            UpdateContactAttributes       | {"Attributes": {"not a key": "x"}}
            UpdateContactAttributes       | {"Attributes": {"x": "y"}, "TargetContact": "Related"}
            UpdateContactData             | {"References": {"x": {"Type": "NOPE", "Value": "y"}}}
            TagContact                    | {"Tags": {"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}}
            TagContact                    | {"Tags": {"aws:x": "y"}}
            UpdateContactEventHooks       | {"EventHooks": {"CustomerRemaining": "0190d5a0-0000-7000-8000-000000000000"}}
            UpdateContactRoutingBehavior  | {"QueuePriority": "$.Attributes.name"}
            CreatePersistentContactAssociation | {"RehydrationType": "FROM_SEGMENT", "SourceContactId": "0190d5a0-0000-7000-8000-000000000000"}
            CreatePersistentContactAssociation | {"RehydrationType": "SOME", "SourceContactId": "0190d5a0-0000-7000-8000-000000000000"}
            InvokeLambdaFunction          | {"LambdaFunctionARN": "arn:aws:lambda:us-east-1:1:function:unmapped"}
            Wait                          | {"TimeoutSeconds": "$.Attributes.name"}
            """)
    void takesTheErrorBranch(String type, String parameters) {
        assertFlowSays(flow(act("a", type, parameters, "end")), "It has failed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UpdateContactRecordingBehavior | {"RecordingBehavior": {"RecordedParticipants": ["Agent"]}}
            UpdateFlowLoggingBehavior      | {"FlowLoggingBehavior": "Enabled"}
            UpdateContactTextToSpeechVoice | {"TextToSpeechVoice": "Joanna"}
            UpdateContactEventHooks        | {"EventHooks": {"CustomerHold": "anything"}}
            """)
    void skipsActionsWithoutEffectOnAChat(String type, String parameters) {
        assertFlowSays(flow(act("a", type, parameters, "b"), say("b", "On we go", "end")), "On we go");
    }

    @Test
    void takesTheErrorBranchOfATelephoneMenu() {
        assertFlowSays(
                flow(choose("a", "GetParticipantInput", "{\"Text\": \"1?\", \"StoreInput\": \"False\"}", "1", "end")),
                "It has failed");
    }

    @Test
    void disconnectsWithoutAnErrorBranch() {
        var chat = running.start(flow(action("a", "CreateCase", "{}", "{}")));
        running.awaitEnded(chat.contact());
        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
    }

    @Test
    void changesAttributesDataAndTagsOfItsContact() {
        var chat = running.start(
                flow(
                        act(
                                "a",
                                "UpdateContactAttributes",
                                "{\"Attributes\": {\"tier\": \"silver\", \"copy\": \"$.Attributes.name\", \"n\": 3}}",
                                "b"),
                        act(
                                "b",
                                "UpdateContactData",
                                "{\"Name\": \"Of $.Attributes.copy\", \"Description\": \"d\", \"CustomerId\": \"c-7\", \"LanguageCode\": \"de-DE\", \"References\": {\"site\": {\"Type\": \"URL\", \"Value\": \"https://example.com\"}}}",
                                "c"),
                        act("c", "TagContact", "{\"Tags\": {\"team\": \"a\", \"old\": \"b\", \"older\": \"c\"}}", "d"),
                        act("d", "UntagContact", "{\"TagKeys\": [\"old\"]}", "d2"),
                        act("d2", "UnTagContact", "{\"TagKeys\": [\"older\"]}", "e"),
                        act("e", "UpdateFlowAttributes", "{\"FlowAttributes\": {\"x\": {\"Value\": \"y\"}}}", "f"),
                        say(
                                "f",
                                "$.Name/$.Description/$.CustomerId/$.LanguageCode/$.Attributes.tier/$.FlowAttributes.x/$.Tags.team",
                                "wait"),
                        WAIT),
                r -> r.attributes(Map.of("name", "Ada", "tier", "gold")));

        running.awaitSaid(chat.contact(), "Of Ada/d/c-7/de-DE/silver/y/a");
        assertThat(tenant.attributes(chat.contact()))
                .isEqualTo(Map.of("name", "Ada", "tier", "silver", "copy", "Ada", "n", "3"));
        var contact = tenant.describe(chat.contact());
        assertThat(contact.name()).isEqualTo("Of Ada");
        assertThat(contact.customerId()).isEqualTo("c-7");
        assertThat(contact.tags()).containsEntry("team", "a").doesNotContainKeys("old", "older");
    }

    @Test
    void changesAttributesAllOrNothing() {
        var long_ = "x".repeat(20_000);
        var chat = running.start(
                flow(act(
                        "a",
                        "UpdateContactAttributes",
                        "{\"Attributes\": {\"small\": \"y\", \"big\": \"$.Attributes.given$.Attributes.given\"}}",
                        "end")),
                r -> r.attributes(Map.of("given", long_)));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("It has failed");
        assertThat(tenant.attributes(chat.contact())).isEqualTo(Map.of("given", long_));
    }

    @Test
    void changesTheAttributesOfTheRelatedContact() {
        var related = tenant.startAndStop();
        var chat = running.start(
                flow(act(
                        "a",
                        "UpdateContactAttributes",
                        "{\"Attributes\": {\"from\": \"$.ContactId\"}, \"TargetContact\": \"Related\"}",
                        "end")),
                r -> r.relatedContactId(related));
        running.awaitEnded(chat.contact());

        assertThat(tenant.attributes(related)).containsEntry("from", chat.contact());
        assertThat(tenant.attributes(chat.contact())).doesNotContainKey("from");
    }

    @Test
    void comparesContactAttributes() {
        assertFlowSays(
                flow(
                        choose(
                                "a",
                                "Compare",
                                "{\"ComparisonValue\": \"$.Attributes.tier\"}",
                                "silver",
                                "end",
                                "gold",
                                "b"),
                        choose("b", "Compare", "{\"ComparisonValue\": \"$.Channel\"}", "CHAT", "c"),
                        choose("c", "Compare", "{\"ComparisonValue\": \"$.InitialContactId\"}", "$.ContactId", "d"),
                        choose(
                                "d",
                                "Compare",
                                "{\"ComparisonValue\": \"$.SegmentAttributes['connect:Subtype']\"}",
                                "connect:Chat",
                                "e"),
                        say("e", "$.InitiationMethod, $.Attributes.nothing", "f"),
                        choose("f", "Compare", "{\"ComparisonValue\": \"$.Attributes.nothing\"}", "x", "end")),
                "API, ",
                "It has failed");
    }

    @Test
    void readsTheInitialMessage() {
        var chat = running.start(
                flow(say("a", "You said: $.Media.InitialMessage", "end")),
                r -> r.initialMessage(m -> m.contentType("text/plain").content("Help!")));
        running.awaitEnded(chat.contact());

        assertThat(running.said(chat.contact())).containsExactly("You said: Help!");
    }

    @Test
    void repeatsALoopAndResetsItsCount() {
        assertFlowSays(
                flow(
                        choose("a", "Loop", "{\"LoopCount\": \"2\"}", "ContinueLooping", "b", "DoneLooping", "c"),
                        say("b", "Again", "a"),
                        choose("c", "Loop", "{\"LoopCount\": \"1\"}", "ContinueLooping", "a", "DoneLooping", "d"),
                        say("d", "Done", "end")),
                "Again",
                "Again",
                "Again",
                "Again",
                "Done");
    }

    @Test
    void distributesByPercentage() {
        assertFlowSays(
                flow(action("a", "DistributeByPercentage", "{}", """
                        {"NextAction": "failed", "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "failed"}], "Conditions": [
                          {"NextAction": "failed", "Condition": {"Operator": "NumberLessThan", "Operands": ["1"]}},
                          {"NextAction": "b", "Condition": {"Operator": "NumberLessThan", "Operands": ["101"]}}]}"""), say("b", "Somewhere", "end")), "Somewhere");
    }

    @Test
    void continuesInAnotherFlow() {
        var other = running.create(flow(say("a", "Here, $.Attributes.name, without $.FlowAttributes.x", "end")));

        assertFlowSays(
                flow(
                        act("a", "UpdateFlowAttributes", "{\"FlowAttributes\": {\"x\": \"y\"}}", "b"),
                        act("b", "TransferToFlow", "{\"ContactFlowId\": \"%s\"}".formatted(other), "failed")),
                "Here, Ada, without ");
    }

    @Test
    void abortsAnEndlessFlow() {
        var chat = running.start(flow(
                act("a", "UpdateFlowLoggingBehavior", "{}", "b"), act("b", "UpdateFlowLoggingBehavior", "{}", "a")));
        running.awaitEnded(chat.contact());

        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("CONTACT_FLOW_DISCONNECT");
    }

    @Test
    void keepsTheContactAfterTheFlow() {
        var chat = running.start(flow(say("a", "Hello", "b"), action("b", "EndFlowExecution", "{}", "{}")));
        running.awaitSaid(chat.contact(), "Hello");
        running.awaitFlowEnd(chat.contact());

        assertThat(tenant.describe(chat.contact()).disconnectTimestamp()).isNull();
    }

    @Test
    void continuesAPastChat() {
        var past = tenant.startAndStop();
        var chat = running.start(
                flow(
                        act(
                                "a",
                                "CreatePersistentContactAssociation",
                                "{\"RehydrationType\": \"FROM_SEGMENT\", \"SourceContactId\": \"$.Attributes.past\"}",
                                "b"),
                        say("b", "Welcome back to $.RelatedContactId", "wait"),
                        WAIT),
                r -> r.attributes(Map.of("past", past)));

        running.awaitSaid(chat.contact(), "Welcome back to " + past);
        assertThat(tenant.describe(chat.contact()).relatedContactId()).isEqualTo(past);
    }

    @Test
    void disconnectsAContactWhoseFlowIsDeleted() {
        var flow = running.create(flow(say("a", "Hello", "wait"), WAIT));
        var started = tenant.start(r -> r.contactFlowId(flow));
        tenant.connect().deleteContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(flow));

        running.calls().joined(started.participantToken());

        running.awaitEnded(started.contactId());
        assertThat(running.said(started.contactId())).isEmpty();
    }

    @Test
    void keepsTheContentItBeganWith() {
        var flow = running.create(flow(WAIT));
        var begun = flow(
                choose(
                        "wait",
                        "Wait",
                        "{\"TimeoutSeconds\": 3600, \"Events\": [\"CustomerReturned\"]}",
                        "CustomerReturned",
                        "old"),
                say("old", "As it was", "end"));
        tenant.connect()
                .updateContactFlowContent(
                        r -> r.instanceId(tenant.instance()).contactFlowId(flow).content(begun));
        var chat = running.startWith(flow, _ -> {});
        running.awaitWaiting(chat.contact());
        tenant.connect()
                .updateContactFlowContent(r -> r.instanceId(tenant.instance())
                        .contactFlowId(flow)
                        .content(begun.replace("As it was", "As it is " + UUID.randomUUID())));

        chat.customer().say("Hello");

        running.awaitSaid(chat.contact(), "As it was");
    }
}
