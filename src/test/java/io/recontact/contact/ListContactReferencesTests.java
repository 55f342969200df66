package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.Reference;
import software.amazon.awssdk.services.connect.model.ReferenceStatus;
import software.amazon.awssdk.services.connect.model.ReferenceSummary;
import software.amazon.awssdk.services.connect.model.ReferenceType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class ListContactReferencesTests {

    private static final String ARN = "arn:aws:connect:eu-central-1:123456789012:instance/i/file/f";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final SearchFixtures searching;

    ListContactReferencesTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.searching = new SearchFixtures(tenant, jdbc);
    }

    private List<ReferenceSummary> list(String contact, ReferenceType... types) {
        return tenant.connect()
                .listContactReferences(
                        r -> r.instanceId(tenant.instance()).contactId(contact).referenceTypes(types))
                .referenceSummaryList();
    }

    private String withReferences(Map<String, Reference> references) {
        var id = tenant.start();
        tenant.connect()
                .updateContact(
                        r -> r.instanceId(tenant.instance()).contactId(id).references(references));
        return id;
    }

    private static Reference reference(ReferenceType type, String value) {
        return Reference.builder().type(type).value(value).build();
    }

    @Test
    void listsTheRequestedTypesByName() {
        var id = withReferences(Map.of(
                "b", reference(ReferenceType.URL, "https://example.com/b"),
                "a", reference(ReferenceType.URL, "https://example.com/a"),
                "n", reference(ReferenceType.NUMBER, "42"),
                "s", reference(ReferenceType.STRING, "text")));

        var found = list(id, ReferenceType.URL, ReferenceType.NUMBER);

        assertThat(found).hasSize(3);
        assertThat(found.get(0).url().name()).isEqualTo("a");
        assertThat(found.get(0).url().value()).isEqualTo("https://example.com/a");
        assertThat(found.get(0).type()).isEqualTo(ReferenceSummary.Type.URL);
        assertThat(found.get(1).url().name()).isEqualTo("b");
        assertThat(found.get(2).number().value()).isEqualTo("42");
        assertThat(list(id, ReferenceType.DATE)).isEmpty();
    }

    @Test
    void returnsEachTypeInItsOwnMember() {
        var id = withReferences(Map.of(
                "s", reference(ReferenceType.STRING, "text"),
                "d", reference(ReferenceType.DATE, "1674086400"),
                "e", reference(ReferenceType.EMAIL, "a@example.com"),
                "m", Reference.builder().type("EMAIL_MESSAGE").arn(ARN).build(),
                "p",
                        Reference.builder()
                                .type("EMAIL_MESSAGE_PLAIN_TEXT")
                                .arn(ARN)
                                .build(),
                "f",
                        Reference.builder()
                                .type("ATTACHMENT")
                                .value("file")
                                .arn(ARN)
                                .status("APPROVED")
                                .build()));

        assertThat(list(id, ReferenceType.STRING).getFirst().string().value()).isEqualTo("text");
        assertThat(list(id, ReferenceType.DATE).getFirst().date().value()).isEqualTo("1674086400");
        assertThat(list(id, ReferenceType.EMAIL).getFirst().email().value()).isEqualTo("a@example.com");
        assertThat(list(id, ReferenceType.EMAIL_MESSAGE)
                        .getFirst()
                        .emailMessage()
                        .arn())
                .isEqualTo(ARN);
        assertThat(list(id, ReferenceType.EMAIL_MESSAGE_PLAIN_TEXT)
                        .getFirst()
                        .emailMessagePlainText()
                        .name())
                .isEqualTo("p");
        var file = list(id, ReferenceType.ATTACHMENT).getFirst().attachment();
        assertThat(file.status()).isEqualTo(ReferenceStatus.APPROVED);
        assertThat(file.value()).isEqualTo("file");
        assertThat(file.arn()).isEqualTo(ARN);
    }

    @Test
    void listsTheReferencesOfANewTask() {
        var id = tenant.connect()
                .startTaskContact(r -> r.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("t")
                        .references(Map.of("case", reference(ReferenceType.NUMBER, "7"))))
                .contactId();

        assertThat(list(id, ReferenceType.NUMBER).getFirst().number().name()).isEqualTo("case");
    }

    @Test
    void refusesTokens() {
        var id = tenant.start();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .listContactReferences(r -> r.instanceId(tenant.instance())
                                .contactId(id)
                                .referenceTypesWithStrings("URL")
                                .nextToken("x")))
                .withMessageContaining("NextToken");
    }

    @Test
    void refusesUnknownTypes() {
        var id = tenant.start();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .listContactReferences(r ->
                                r.instanceId(tenant.instance()).contactId(id).referenceTypesWithStrings("TELEGRAM")))
                .withMessageContaining("ReferenceTypes");
    }

    @Test
    void doesNotFindContactsOfOtherInstancesOrPastRetention() {
        var foreign = calls.newTenant().start();
        var old = tenant.startAndStop();
        searching.set(old, "initiated_at = now() - interval '25 months'");

        for (var id : List.of(foreign, old)) {
            assertThatExceptionOfType(ResourceNotFoundException.class)
                    .isThrownBy(() -> list(id, ReferenceType.URL))
                    .withMessageContaining(id);
        }
    }
}
