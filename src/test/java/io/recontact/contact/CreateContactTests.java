package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.CreateContactRequest;
import software.amazon.awssdk.services.connect.model.CreateContactResponse;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** Records of contacts that take place in other systems. */
@ServiceTest
class CreateContactTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcClient jdbc;
    private final MutableClock clock;

    CreateContactTests(Service.Calls calls, JdbcClient jdbc, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private CreateContactResponse create(Consumer<CreateContactRequest.Builder> changes) {
        return tenant.connect()
                .createContact(CreateContactRequest.builder()
                        .instanceId(tenant.instance())
                        .channel("TASK")
                        .initiationMethod("API")
                        .applyMutation(changes)
                        .build());
    }

    private void assertRefused(
            Class<? extends ConnectException> shape, String member, Consumer<CreateContactRequest.Builder> changes) {
        var before = contacts();
        assertThatExceptionOfType(shape).isThrownBy(() -> create(changes)).withMessageContaining(member);
        assertThat(contacts()).as("nothing written").isEqualTo(before);
    }

    private static SegmentAttributeValue text(String value) {
        return SegmentAttributeValue.builder().valueString(value).build();
    }

    private long contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    @Test
    void createsARecord() {
        var related = tenant.start(c -> c.attributes(Map.of("a", "1"))).contactId();

        var created = create(contact -> contact.name("n")
                .description("d")
                .attributes(Map.of("b", "2"))
                .references(Map.of(
                        "r",
                        software.amazon.awssdk.services.connect.model.Reference.builder()
                                .type("URL")
                                .value("https://example.com")
                                .build()))
                .relatedContactId(related));

        var contact = tenant.describe(created.contactId());
        assertThat(created.contactArn()).isEqualTo(contact.arn());
        assertThat(contact.channelAsString()).isEqualTo("TASK");
        assertThat(contact.name()).isEqualTo("n");
        assertThat(contact.description()).isEqualTo("d");
        assertThat(contact.attributes()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(contact.relatedContactId()).isEqualTo(related);
        assertThat(contact.segmentAttributes())
                .containsExactly(Map.entry("connect:Subtype", text("connect:ExternalTask")));
        assertThat(tenant.connect()
                        .listContactReferences(r -> r.instanceId(tenant.instance())
                                .contactId(created.contactId())
                                .referenceTypesWithStrings("URL"))
                        .referenceSummaryList())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VOICE, TRANSFER,    true",
        "VOICE, INBOUND,     false",
        "EMAIL, OUTBOUND,    true",
        "EMAIL, AGENT_REPLY, true",
        "EMAIL, FLOW,        true",
        "EMAIL, API,         false",
        "TASK,  API,         true",
        "TASK,  TRANSFER,    false",
    })
    void acceptsTheInitiationMethodsOfEachChannel(String channel, String method, boolean taken) {
        Consumer<CreateContactRequest.Builder> changes =
                contact -> contact.channel(channel).initiationMethod(method);
        if (!taken) {
            assertRefused(InvalidRequestException.class, "InitiationMethod", changes);
            return;
        }
        var contact = tenant.describe(create(changes).contactId());

        assertThat(contact.channelAsString()).isEqualTo(channel);
        assertThat(contact.initiationMethodAsString()).isEqualTo(method);
    }

    @Test
    void linksACallToAPreviousOne() {
        var first = create(c -> c.channel("VOICE").initiationMethod("TRANSFER").attributes(Map.of("a", "1")))
                .contactId();
        var second = create(c -> c.channel("VOICE").initiationMethod("TRANSFER").previousContactId(first))
                .contactId();

        assertThat(tenant.describe(second).initialContactId()).isEqualTo(first);
        assertThat(tenant.describe(second).attributes()).isEqualTo(Map.of("a", "1"));
        assertThat(tenant.describe(second).segmentAttributes())
                .containsExactly(Map.entry("connect:Subtype", text("connect:ExternalAudio")));
    }

    @Test
    void expiresAtItsExpiry() {
        var id = create(contact -> contact.expiryDurationInMinutes(90)).contactId();
        var started = tenant.describe(id).initiationTimestamp();

        clock.advance(Duration.ofMinutes(91));

        assertThat(tenant.describe(id).disconnectTimestamp()).isEqualTo(started.plus(Duration.ofMinutes(90)));
        assertThat(tenant.describe(id).disconnectReason()).isEqualTo("EXPIRED");
    }

    @Test
    void answersConcurrentRepeatsLikeTheFirst() {
        var token = UUID.randomUUID().toString();

        var ids = ConcurrentCalls.run(
                20, _ -> create(contact -> contact.clientToken(token).name("n")).contactId());

        assertThat(new HashSet<>(ids)).hasSize(1);
        assertThat(contacts()).isOne();
        assertRefused(InvalidRequestException.class, "ClientToken", contact -> contact.clientToken(token));
        assertThat(tenant.connect()
                        .startTaskContact(r -> r.instanceId(tenant.instance())
                                .contactFlowId(tenant.flow())
                                .name("n")
                                .clientToken(token))
                        .contactId())
                .as("another operation has tokens of its own")
                .isNotEqualTo(ids.getFirst());
    }

    @Test
    void refusesUnsupportedAndInvalidMembers() {
        var chat = tenant.start();

        assertRefused(InvalidRequestException.class, "CHAT", c -> c.channel("CHAT"));
        assertRefused(InvalidRequestException.class, "UserInfo", c -> c.userInfo(user -> user.userId("u")));
        assertRefused(InvalidRequestException.class, "InitiateAs", c -> c.initiateAs("CONNECTED_TO_USER"));
        assertRefused(InvalidRequestException.class, "PreviousContactId", c -> c.previousContactId(chat));
        assertRefused(InvalidRequestException.class, "InitiationMethod", c -> c.initiationMethod((String) null));
        assertRefused(InvalidParameterException.class, "Channel", c -> c.channel("TELEX"));
        assertRefused(InvalidParameterException.class, "ExpiryDurationInMinutes", c -> c.expiryDurationInMinutes(0));
        assertRefused(
                InvalidParameterException.class,
                "connect:ContactExpiry",
                c -> c.expiryDurationInMinutes(90).segmentAttributes(Map.of("connect:ContactExpiry", text("90"))));
        assertRefused(
                InvalidRequestException.class,
                "ExpiryDurationInMinutes",
                c -> c.expiryDurationInMinutes(90)
                        .segmentAttributes(Map.of("connect:ContactExpiry", ContactExpiry.of(90))));
        assertRefused(
                InvalidRequestException.class,
                "connect:Subtype",
                c -> c.segmentAttributes(Map.of("connect:Subtype", text("connect:Chat"))));
        var foreign = calls.newTenant();
        var theirs = foreign.start();
        assertRefused(ResourceNotFoundException.class, theirs, c -> c.relatedContactId(theirs));
        assertRefused(
                ResourceNotFoundException.class,
                "does not exist",
                c -> c.instanceId(UUID.randomUUID().toString()));
    }
}
