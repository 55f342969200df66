package io.recontact.flow.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recontact.api.InvalidContactFlowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flows that Amazon Connect refuses to publish, and that run here. */
class StrictRulesTests {

    private static String flow(String type, String parameters, String transitions) {
        return """
                {"Version": "2019-10-30", "StartAction": "a", "Actions": [
                  {"Identifier": "a", "Type": "%s", "Parameters": %s, "Transitions": %s},
                  {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}
                """.formatted(type, parameters, transitions);
    }

    private static String next(String... errors) {
        var list = new StringBuilder();
        for (var error : errors) {
            list.append(list.isEmpty() ? "" : ",").append("""
                    {"ErrorType": "%s", "NextAction": "end"}""".formatted(error));
        }
        return """
                {"NextAction": "end", "Errors": [%s]}""".formatted(list);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UnTagContact            | {"TagKeys": ["team"]}                     | NoMatchingError     | is spelt UntagContact
            UpdateRoutingCriteria   | {"RoutingCriteria": {"Steps": []}}        | NoMatchingError     | is spelt UpdateContactRoutingCriteria
            Wait                    | {"TimeoutSeconds": "60"}                  | NoMatchingError     | Parameters.TimeoutSeconds of a (Wait) is not a parameter
            MessageParticipant      | {"Text": "Hello", "Volume": "11"}         | NoMatchingError     | Parameters.Volume of a (MessageParticipant) is not a parameter
            UpdateContactData       | {"Name": "x", "References": {"r": "s"}}   | NoMatchingError     | Parameters.References
            UpdateContactAttributes | {"Attributes": {"a": ""}}                 | NoMatchingError     | Parameters.Attributes.a of a (UpdateContactAttributes) is empty
            ShowView | {"ViewResource": {"Id": "v"}, "ViewData": {"deep": {"x": ""}}} | NoMatchingError     | Parameters.ViewData.deep.x of a (ShowView) is empty
            UpdateContactAttributes | {"Attributes": {"a": "b"}}                | Other               | must have NoMatchingError
            TransferContactToQueue  | {}                                        | NoMatchingError     | must have QueueAtCapacity
            CheckMetricData         | {"MetricType": "NumberOfAgentsAvailable"} | NoMatchingError     | must have NoMatchingCondition
            UpdateFlowAttributes    | {"FlowAttributes": {"a": {"Value": "b"}}} | NoMatchingCondition | must have NoMatchingError
            UpdateContactCallbackNumber | {"CallbackNumber": "$.StoredCustomerInput"} | NoMatchingError | must not have NoMatchingError
            """)
    void refusesWhatTheCloudServiceRefuses(String type, String parameters, String error, String problem) {
        var content = flow(type, parameters, next(error));

        assertThatCode(() -> FlowDocument.parse(content)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(InvalidContactFlowException.class, () -> FlowDocument.parseStrictly(content))
                        .problems())
                .anyMatch(message -> message.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Equals          | ''  | has an empty operand
            NumericLessThan | 5   | is spelt Number
            """)
    void refusesEmptyOperandsAndOtherSpellings(String operator, String operand, String problem) {
        var content = flow("Compare", "{\"ComparisonValue\": \"$.Attributes.x\"}", """
                {"NextAction": "end", "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "end"}], "Conditions": [
                  {"NextAction": "end", "Condition": {"Operator": "%s", "Operands": ["%s"]}}]}""".formatted(operator, operand));

        assertThatCode(() -> FlowDocument.parse(content)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(InvalidContactFlowException.class, () -> FlowDocument.parseStrictly(content))
                        .problems())
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void refusesAnActionWithoutATransition() {
        var content = flow("UpdateFlowLoggingBehavior", "{\"FlowLoggingBehavior\": \"Enabled\"}", "{}");

        assertThatCode(() -> FlowDocument.parse(content)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(InvalidContactFlowException.class, () -> FlowDocument.parseStrictly(content))
                        .problems())
                .containsExactly("Actions[0].Transitions.NextAction of a (UpdateFlowLoggingBehavior) is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UntagContact                | {"TagKeys": ["team"]}                                             | NoMatchingError
            MessageParticipant          | {"Text": "Hello", "SkipWhenDTMFBufferEnabled": "false"}           | NoMatchingError
            Compare                     | {"ComparisonValue": "$.Attributes.x"}                             | NoMatchingCondition
            InvokeLambdaFunction        | {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "60", "InvocationType": "ASYNCHRONOUS"} | NoMatchingError
            GetParticipantInput         | {"EnableDTMFBuffer": "True"}                                      | NoMatchingError
            ShowView | {"ViewResource": {"Id": "v"}, "ViewData": {"Sections": [{"Heading": ""}]}} | NoMatchingError
            CreateContact               | {"Channel": "EMAIL", "RelatedContact": "CURRENT"}                 | NoMatchingError
            UpdateContactRoutingBehavior| {"QueuePriority": "1"}                                            | X
            """)
    void acceptsWhatTheCloudServiceAccepts(String type, String parameters, String error) {
        assertThatCode(() -> FlowDocument.parseStrictly(flow(type, parameters, next(error))))
                .doesNotThrowAnyException();
    }
}
