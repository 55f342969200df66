package io.recontact.contact;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.SearchableSegmentAttributesCriteria;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** System-defined segment attributes: every contact has a subtype, and callers may set few of them. */
@ServiceTest
class SubtypeTests {

    private static final String SUBTYPE = "connect:Subtype";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final QueuedChats waiting;
    private final SearchFixtures searching;
    private final NextContacts segments;

    SubtypeTests(Service.Calls calls, RawCalls raw, QueuedChats waiting, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.waiting = waiting;
        this.searching = new SearchFixtures(tenant, jdbc);
        this.segments = new NextContacts(jdbc);
    }

    private static SegmentAttributeValue text(String value) {
        return SegmentAttributeValue.builder().valueString(value).build();
    }

    private List<String> found(String subtype) {
        return searching
                .search(search -> search.searchCriteria(criteria -> criteria.searchableSegmentAttributes(
                        attributes -> attributes.criteria(SearchableSegmentAttributesCriteria.builder()
                                .key(SUBTYPE)
                                .values(subtype)
                                .build()))))
                .contacts()
                .stream()
                .map(ContactSearchSummary::id)
                .toList();
    }

    private void assertIs(String subtype, String contact) {
        assertThat(tenant.describe(contact).segmentAttributes()).containsEntry(SUBTYPE, text(subtype));
        assertThat(found(subtype)).contains(contact);
        assertThat(searching.search(_ -> {}).contacts().stream()
                        .filter(one -> one.id().equals(contact))
                        .map(one -> requireNonNull(one.segmentAttributes().get(SUBTYPE))
                                .valueString()))
                .containsExactly(subtype);
    }

    private String startTask(Map<String, SegmentAttributeValue> attributes) {
        return tenant.connect()
                .startTaskContact(task -> task.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back")
                        .segmentAttributes(attributes))
                .contactId();
    }

    private String create(String channel, String method, Map<String, SegmentAttributeValue> attributes) {
        return tenant.connect()
                .createContact(contact -> contact.instanceId(tenant.instance())
                        .channel(channel)
                        .initiationMethod(method)
                        .segmentAttributes(attributes))
                .contactId();
    }

    @Test
    void isThatOfTheChannelForEveryInitiation() {
        var chat = tenant.start();
        var later = segments.appendActive(chat, chat);

        assertIs("connect:Chat", chat);
        assertIs("connect:Chat", later);
        assertIs("connect:Task", startTask(Map.of()));
        assertIs("connect:ExternalTask", create("TASK", "API", Map.of()));
        assertIs("connect:ExternalAudio", create("VOICE", "TRANSFER", Map.of()));
        assertIs("connect:Email", create("EMAIL", "OUTBOUND", Map.of()));
        assertThat(found("connect:Chat")).containsExactlyInAnyOrder(chat, later);
    }

    @Test
    void isKeptInATransfer() {
        var desk = AgentClient.hire(tenant, raw).available();
        var chat = waiting.in(tenant, AgentClient.basicQueue(tenant));
        desk.awaitOffer();
        calls.joined(desk.accept(chat.contact()));

        assertIs("connect:Chat", desk.transferToQueue(chat.contact(), AgentClient.basicQueue(tenant)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect:Chat", "connect:SMS", "connect:WhatsApp", "connect:Apple"})
    void acceptsEverySubtypeOfTheChannel(String subtype) {
        var contact = tenant.start(chat -> chat.segmentAttributes(Map.of(SUBTYPE, text(subtype))))
                .contactId();

        assertIs(subtype, contact);
    }

    @Test
    void acceptsAttributesThatCallersMaySet() {
        var authenticated = SegmentAttributeValue.builder()
                .valueMap(Map.of("Status", text("AUTHENTICATED")))
                .build();
        var chat = tenant.start(one -> one.segmentAttributes(Map.of("connect:CustomerAuthentication", authenticated)))
                .contactId();
        var task = startTask(Map.of("connect:CreatedByUser", text("arn:aws:connect:x:y:z"), "own", text("1")));

        assertThat(tenant.describe(chat).segmentAttributes())
                .containsEntry("connect:CustomerAuthentication", authenticated);
        assertThat(tenant.describe(task).segmentAttributes()).containsOnlyKeys(SUBTYPE, "connect:CreatedByUser", "own");
    }

    static Stream<Arguments> waysToSet() {
        BiConsumer<SubtypeTests, Map<String, SegmentAttributeValue>> chat =
                (test, attributes) -> test.tenant.start(one -> one.segmentAttributes(attributes));
        BiConsumer<SubtypeTests, Map<String, SegmentAttributeValue>> task = SubtypeTests::startTask;
        BiConsumer<SubtypeTests, Map<String, SegmentAttributeValue>> email =
                (test, attributes) -> test.create("EMAIL", "OUTBOUND", attributes);
        BiConsumer<SubtypeTests, Map<String, SegmentAttributeValue>> update = (test, attributes) -> {
            var contact = test.tenant.start();
            test.tenant
                    .connect()
                    .updateContact(one -> one.instanceId(test.tenant.instance())
                            .contactId(contact)
                            .segmentAttributes(attributes));
        };
        return Stream.of(
                Arguments.of("chat", chat, SUBTYPE, "connect:Task"),
                Arguments.of("chat", chat, SUBTYPE, "connect:Telephony"),
                Arguments.of("chat", chat, SUBTYPE, "connect:chat"),
                Arguments.of("chat", chat, SUBTYPE, "Chat"),
                Arguments.of("chat", chat, SUBTYPE, ""),
                Arguments.of("chat", chat, "connect:Direction", "INBOUND"),
                Arguments.of("chat", chat, "connect:ContactExpiry", "1"),
                Arguments.of("chat", chat, "connect:Unheard", "x"),
                Arguments.of("task", task, SUBTYPE, "connect:Chat"),
                Arguments.of("task", task, "connect:EmailSubject", "x"),
                Arguments.of("email", email, SUBTYPE, "connect:SMS"),
                Arguments.of("email", email, "connect:Direction", "INBOUND"),
                Arguments.of("update", update, SUBTYPE, "connect:Guide"),
                Arguments.of("update", update, "connect:Unheard", "x"));
    }

    @ParameterizedTest(name = "{0}: {2} = {3}")
    @MethodSource("waysToSet")
    void refusesAttributesThatOnlyTheSystemSets(
            String way, BiConsumer<SubtypeTests, Map<String, SegmentAttributeValue>> set, String key, String value) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> set.accept(this, Map.of(key, text(value))))
                .withMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({"{\"ValueInteger\": 1}", "{}", "'{\"ValueMap\": {\"a\": {\"ValueString\": \"connect:Chat\"}}}'"})
    void refusesASubtypeThatIsNotText(String value) {
        var answer = raw.put("/contact/chat", """
                {"InstanceId": "%s", "ContactFlowId": "%s", "ParticipantDetails": {"DisplayName": "Ada"},
                 "SegmentAttributes": {"connect:Subtype": %s}}""".formatted(tenant.instance(), tenant.flow(), value));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(SUBTYPE);
    }
}
