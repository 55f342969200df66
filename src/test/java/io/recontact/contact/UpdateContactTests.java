package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.Reference;
import software.amazon.awssdk.services.connect.model.ReferenceType;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.StartTaskContactRequest;

/** UpdateContact, UpdateContactAttributes and GetContactAttributes. */
@ServiceTest
class UpdateContactTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final MutableClock clock;

    UpdateContactTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc, MutableClock clock) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void changesOnlyGivenMembers() {
        var id = tenant.start();
        tenant.connect()
                .updateContact(r -> r.instanceId(tenant.instance())
                        .contactId(id)
                        .name("Order 7")
                        .description("late"));

        tenant.connect()
                .updateContact(
                        r -> r.instanceId(tenant.instance()).contactId(id).description(""));

        var contact = tenant.describe(id);
        assertThat(contact.name()).isEqualTo("Order 7");
        assertThat(contact.description()).isEmpty();
    }

    @Test
    void changesAContactThatHasEnded() {
        var id = tenant.startAndStop();

        tenant.connect()
                .updateContact(
                        r -> r.instanceId(tenant.instance()).contactId(id).name("afterwards"));

        assertThat(tenant.describe(id).name()).isEqualTo("afterwards");
    }

    @Test
    void keepsReferences() {
        var id = tenant.start();
        for (var key : new String[] {"order", "page"}) {
            tenant.connect()
                    .updateContact(r -> r.instanceId(tenant.instance())
                            .contactId(id)
                            .references(Map.of(
                                    key,
                                    Reference.builder()
                                            .type(ReferenceType.URL)
                                            .value("https://example.com")
                                            .build())));
        }

        assertThat(jdbc.sql(
                                "select contact_references ->> 'order' || (contact_references ->> 'page') from contact where id = :id")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .single())
                .isEqualTo("{\"Type\": \"URL\", \"Value\": \"https://example.com\"}".repeat(2));
    }

    @Test
    void keepsSegmentAttributes() {
        var id = tenant.start();

        var answer = raw.post("/contacts/%s/%s".formatted(tenant.instance(), id), """
                {"SegmentAttributes": {"level": {"ValueInteger": 3}, "list": {"ValueList": [{"ValueString": "x"}]}}}""");

        assertThat(answer.body()).isEqualTo("{}");
        var attributes = tenant.describe(id).segmentAttributes();
        assertThat(attributes).containsOnlyKeys("level", "list", "connect:Subtype");
        assertThat(raw.get("/contacts/%s/%s".formatted(tenant.instance(), id)).body())
                .contains("\"level\":{\"ValueInteger\":3}")
                .contains("\"list\":{\"ValueList\":[{\"ValueString\":\"x\"}]}");
    }

    private String task(Consumer<StartTaskContactRequest.Builder> changes) {
        return tenant.connect()
                .startTaskContact(StartTaskContactRequest.builder()
                        .instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back")
                        .applyMutation(changes)
                        .build())
                .contactId();
    }

    private void expireAfter(String contact, SegmentAttributeValue duration) {
        tenant.connect()
                .updateContact(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .segmentAttributes(Map.of("connect:ContactExpiry", duration)));
    }

    @Test
    void changesTheExpiryOfATask() {
        var task = task(_ -> {});
        var later = task(t -> t.scheduledTime(clock.instant().plusSeconds(3600)));
        expireAfter(task, ContactExpiry.of(60));
        expireAfter(later, ContactExpiry.of(60));

        clock.advance(Duration.ofMinutes(61));

        var ended = tenant.describe(task);
        assertThat(ended.disconnectReason()).isEqualTo("EXPIRED");
        assertThat(ended.disconnectTimestamp())
                .isEqualTo(ended.initiationTimestamp().plusSeconds(3600));
        assertThat(ended.segmentAttributes()).containsEntry("connect:ContactExpiry", ContactExpiry.of(60));
        assertThat(tenant.describe(later).disconnectTimestamp()).isNull();
        clock.advance(Duration.ofMinutes(60));
        assertThat(tenant.describe(later).disconnectReason()).isEqualTo("EXPIRED");
    }

    @Test
    void refusesAnInvalidExpiry() {
        var task = task(_ -> {});
        clock.advance(Duration.ofMinutes(10));

        assertExpiryRefused(InvalidParameterException.class, task, ContactExpiry.of(0));
        assertExpiryRefused(InvalidParameterException.class, task, ContactExpiry.of(129_601));
        assertExpiryRefused(
                InvalidParameterException.class,
                task,
                SegmentAttributeValue.builder().valueString("60").build());
        assertExpiryRefused(InvalidParameterException.class, task, ContactExpiry.of(10));
        assertExpiryRefused(InvalidParameterException.class, tenant.start(), ContactExpiry.of(60));
        tenant.stop(task);
        assertExpiryRefused(InvalidRequestException.class, task, ContactExpiry.of(60));
    }

    private void assertExpiryRefused(
            Class<? extends ConnectException> shape, String contact, SegmentAttributeValue duration) {
        assertThatExceptionOfType(shape).isThrownBy(() -> expireAfter(contact, duration));
        assertThat(tenant.describe(contact).segmentAttributes()).doesNotContainKey("connect:ContactExpiry");
    }

    @Test
    void needsSomethingToChange() {
        var id = tenant.start();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContact(r -> r.instanceId(tenant.instance()).contactId(id)))
                .withMessageContaining("At least one field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QueueInfo", "UserInfo", "CustomerEndpoint", "SystemEndpoint"})
    void refusesMembersOfExternalAudio(String member) {
        var answer = raw.post(
                "/contacts/%s/%s".formatted(tenant.instance(), tenant.start()), "{\"%s\": {}}".formatted(member));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(member);
    }

    @Test
    void refusesANameThatIsTooLong() {
        var id = tenant.start();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .updateContact(r ->
                                r.instanceId(tenant.instance()).contactId(id).name("x".repeat(1_025))))
                .withMessageContaining("Name");
    }

    @Test
    void mergesAttributes() {
        var id = tenant.start(chat -> chat.attributes(Map.of("a", "1", "b", "2")))
                .contactId();

        updateAttributes(id, Map.of("b", "", "c", "3"));

        assertThat(tenant.attributes(id)).containsOnly(Map.entry("a", "1"), Map.entry("b", ""), Map.entry("c", "3"));
    }

    @Test
    void changesTheSessionThroughAnyContact() {
        var c1 = tenant.startAndStop();
        var c2 = new NextContacts(jdbc).append(c1, c1, "TRANSFER", 60);

        updateAttributes(c2, Map.of("via", "c2"));

        assertThat(tenant.attributes(c1)).containsEntry("via", "c2");
        assertThat(tenant.attributes(c2)).containsEntry("via", "c2");
    }

    @Test
    void limitsTheSizeOfAllAttributes() {
        var id = tenant.start(chat -> chat.attributes(Map.of("a", "x".repeat(20_000))))
                .contactId();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> updateAttributes(id, Map.of("b", "x".repeat(12_800))))
                .withMessageContaining("32768");
        assertThat(tenant.attributes(id)).containsOnlyKeys("a");
        updateAttributes(id, Map.of("a", "", "b", "x".repeat(12_800)));
    }

    @Test
    void losesNoConcurrentUpdate() {
        var id = tenant.start();

        ConcurrentCalls.run(20, i -> {
            updateAttributes(id, Map.of("k" + i, "v"));
            return i;
        });

        assertThat(tenant.attributes(id)).hasSize(20);
    }

    @Test
    void doesNotFindAnUnknownContact() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.attributes(UUID.randomUUID().toString()));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> updateAttributes(UUID.randomUUID().toString(), Map.of("a", "b")));
    }

    private void updateAttributes(String contact, Map<String, String> attributes) {
        tenant.connect()
                .updateContactAttributes(r -> r.instanceId(tenant.instance())
                        .initialContactId(contact)
                        .attributes(attributes));
    }
}
