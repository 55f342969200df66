package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import tools.jackson.databind.json.JsonMapper;

/** The operations on resources that this service does not have. RequestModelTests checks their requests. */
@ServiceTest
class EmptyListTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final String instance;
    private final RawCalls raw;

    EmptyListTests(Service.Calls calls, RawCalls raw) {
        this.instance = calls.newTenant().instance();
        this.raw = raw;
    }

    private HttpResponse<String> send(String method, String path, String of) {
        return method.equals("GET")
                ? raw.get(path.replace("{i}", of))
                : raw.post(path.replace("{i}", of), "{\"InstanceId\": \"%s\"}".formatted(of));
    }

    @ParameterizedTest
    @CsvSource({
        "ListPrompts, GET, /prompts-summary/{i}",
        "SearchPrompts, POST, /search-prompts",
        "ListPhoneNumbers, GET, /phone-numbers-summary/{i}",
        "ListPhoneNumbersV2, POST, /phone-number/list",
        "ListTaskTemplates, GET, /instance/{i}/task/template",
        "ListRules, GET, /rules/{i}",
        "ListIntegrationAssociations, GET, /instance/{i}/integration-associations",
        "ListUseCases, GET, /instance/{i}/integration-associations/x/use-cases",
        "ListTrafficDistributionGroups, GET, /traffic-distribution-groups?instanceId={i}",
        "ListEvaluationForms, GET, /evaluation-forms/{i}",
        "ListSecurityKeys, GET, /instance/{i}/security-keys",
        "ListInstanceStorageConfigs, GET, /instance/{i}/storage-configs?resourceType=CALL_RECORDINGS",
        "ListDefaultVocabularies, POST, /default-vocabulary-summary/{i}",
        "SearchVocabularies, POST, /vocabulary-summary/{i}",
        "ListFlowAssociations, GET, /flow-associations-summary/{i}",
        "ListAnalyticsDataAssociations, GET, /analytics-data/instance/{i}/association",
        "ListAuthenticationProfiles, GET, /authentication-profiles-summary/{i}",
        "ListDataTables, GET, /data-tables/{i}",
        "ListWorkspaces, GET, /workspaces/{i}",
        "SearchEmailAddresses, POST, /search-email-addresses",
    })
    void answersWithAnEmptyListInAnExistingInstance(String operation, String method, String path)
            throws ReflectiveOperationException {
        var answer = send(method, path, instance);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var body = JSON.readTree(answer.body());
        var lists = sdkFields(operation)
                .filter(field -> field.marshallingType().equals(MarshallingType.LIST))
                .map(SdkField::memberName)
                .toList();
        assertThat(lists).hasSize(1);
        assertThat(body.path(lists.getFirst()).isArray()).as(answer.body()).isTrue();
        assertThat(body.path(lists.getFirst()).isEmpty()).isTrue();
        assertThat(body.propertyNames())
                .isSubsetOf(sdkFields(operation).map(SdkField::memberName).collect(Collectors.toSet()));
        assertThat(send(method, path, UUID.randomUUID().toString()).statusCode())
                .isIn(404, 400);
    }

    private static Stream<SdkField<?>> sdkFields(String operation) throws ReflectiveOperationException {
        var type = Class.forName("software.amazon.awssdk.services.connect.model." + operation + "Response");
        var builder = type.getMethod("builder").invoke(null);
        return ((SdkPojo) builder).sdkFields().stream();
    }
}
