package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Reference;
import software.amazon.awssdk.services.connect.model.ReferenceSummary;
import software.amazon.awssdk.services.connect.model.ReferenceType;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;

/**
 * "This new contact contains a copy of the contact properties from the related contact." (Administrator Guide, "Enable
 * persistent chat")
 */
@ServiceTest
class CarriedContextTests {

    private final Service.Tenant tenant;
    private final NextContacts segments;
    private String source = "";

    CarriedContextTests(Service.Calls calls, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.segments = new NextContacts(jdbc);
    }

    private static SegmentAttributeValue text(String value) {
        return SegmentAttributeValue.builder().valueString(value).build();
    }

    private static Reference url(String value) {
        return Reference.builder().type(ReferenceType.URL).value(value).build();
    }

    @BeforeEach
    void endAChatWithAllProperties() {
        source = tenant.start(chat -> chat.customerId("customer-1")
                        .attributes(Map.of("plan", "gold"))
                        .segmentAttributes(Map.of(
                                "level", text("3"),
                                "desk", text("a"),
                                "connect:Subtype", text("connect:WhatsApp"))))
                .contactId();
        describeSource(source, "Order 1");
        tenant.stop(source);
    }

    private void describeSource(String contact, String name) {
        tenant.connect()
                .updateContact(update -> update.instanceId(tenant.instance())
                        .contactId(contact)
                        .name(name)
                        .description("a parcel")
                        .references(
                                Map.of("order", url("https://example.com/1"), "page", url("https://example.com/p"))));
    }

    private void from(StartChatContactRequest.Builder chat, String how) {
        if (how.equals("RELATED")) {
            chat.relatedContactId(source);
        } else {
            chat.persistentChat(past -> past.rehydrationType(how).sourceContactId(source));
        }
    }

    private Map<String, String> references(String contact) {
        return tenant
                .connect()
                .listContactReferences(list ->
                        list.instanceId(tenant.instance()).contactId(contact).referenceTypes(ReferenceType.URL))
                .referenceSummaryList()
                .stream()
                .map(ReferenceSummary::url)
                .collect(Collectors.toMap(url -> url.name(), url -> url.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTIRE_PAST_SESSION", "FROM_SEGMENT", "RELATED"})
    void aNewChatHasACopyOfThePropertiesOfItsSource(String how) {
        var id = tenant.start(chat -> from(chat, how)).contactId();

        var contact = tenant.describe(id);
        assertThat(contact.customerId()).isEqualTo("customer-1");
        assertThat(contact.name()).isEqualTo("Order 1");
        assertThat(contact.description()).isEqualTo("a parcel");
        assertThat(contact.attributes()).isEqualTo(Map.of("plan", "gold"));
        assertThat(contact.segmentAttributes())
                .isEqualTo(Map.of("level", text("3"), "desk", text("a"), "connect:Subtype", text("connect:Chat")));
        assertThat(references(id)).isEqualTo(Map.of("order", "https://example.com/1", "page", "https://example.com/p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTIRE_PAST_SESSION", "FROM_SEGMENT", "RELATED"})
    void propertiesOfTheRequestTakePrecedence(String how) {
        var id = tenant.start(chat -> {
                    from(chat, how);
                    chat.customerId("customer-2").segmentAttributes(Map.of("level", text("4")));
                })
                .contactId();

        var contact = tenant.describe(id);
        assertThat(contact.customerId()).isEqualTo("customer-2");
        assertThat(contact.segmentAttributes())
                .isEqualTo(Map.of("level", text("4"), "desk", text("a"), "connect:Subtype", text("connect:Chat")));
    }

    @Test
    void theCopyIsIndependent() {
        var id = tenant.start(chat -> from(chat, "FROM_SEGMENT")).contactId();

        describeSource(source, "Order 2");

        assertThat(tenant.describe(id).name()).isEqualTo("Order 1");
    }

    @ParameterizedTest
    @CsvSource({"ENTIRE_PAST_SESSION, Second", "FROM_SEGMENT, Order 1"})
    void copiesTheContactThatTheTypeOfRehydrationChooses(String type, String name) {
        var second = segments.append(source, source, "TRANSFER", 60);
        describeSource(second, "Second");

        assertThat(tenant.describe(tenant.start(chat -> from(chat, type)).contactId())
                        .name())
                .isEqualTo(name);
    }

    @Test
    void propertiesAreCopiedThroughAChainOfChats() {
        for (int i = 0; i < 3; i++) {
            source = tenant.start(chat -> from(chat, "FROM_SEGMENT")).contactId();
            tenant.stop(source);
        }

        assertThat(tenant.describe(source).customerId()).isEqualTo("customer-1");
        assertThat(references(source)).containsOnlyKeys("order", "page");
    }

    private void associate(String contact, String type) {
        tenant.connect()
                .createPersistentContactAssociation(past -> past.instanceId(tenant.instance())
                        .initialContactId(contact)
                        .rehydrationType(type)
                        .sourceContactId(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTIRE_PAST_SESSION", "FROM_SEGMENT"})
    void anActiveChatCopiesThePropertiesThatItLacks(String type) {
        var id = tenant.start();

        associate(id, type);

        var contact = tenant.describe(id);
        assertThat(contact.customerId()).isEqualTo("customer-1");
        assertThat(contact.name()).isEqualTo("Order 1");
        assertThat(contact.description()).isEqualTo("a parcel");
        assertThat(contact.segmentAttributes())
                .isEqualTo(Map.of("level", text("3"), "desk", text("a"), "connect:Subtype", text("connect:Chat")));
        assertThat(references(id)).containsOnlyKeys("order", "page");
    }

    @Test
    void anActiveChatKeepsItsOwnProperties() {
        var id = tenant.start(chat -> chat.customerId("customer-2").segmentAttributes(Map.of("level", text("4"))))
                .contactId();
        tenant.connect()
                .updateContact(update -> update.instanceId(tenant.instance())
                        .contactId(id)
                        .name("Order 2")
                        .references(Map.of("order", url("https://example.com/2"))));

        associate(id, "FROM_SEGMENT");

        var contact = tenant.describe(id);
        assertThat(contact.customerId()).isEqualTo("customer-2");
        assertThat(contact.name()).isEqualTo("Order 2");
        assertThat(contact.description()).isEqualTo("a parcel");
        assertThat(contact.segmentAttributes())
                .isEqualTo(Map.of("level", text("4"), "desk", text("a"), "connect:Subtype", text("connect:Chat")));
        assertThat(references(id)).isEqualTo(Map.of("order", "https://example.com/2", "page", "https://example.com/p"));
    }
}
