package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Persistent chats: the rules of StartChatContact and of the Administrator Guide, "Enable persistent chat". */
@ServiceTest
class PersistentChatTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final NextContacts segments;
    private final JdbcClient jdbc;

    PersistentChatTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.segments = new NextContacts(jdbc);
        this.jdbc = jdbc;
    }

    private StartChatContactResponse resume(String type, String source) {
        return tenant.start(chat -> chat.persistentChat(
                persistent -> persistent.rehydrationType(type).sourceContactId(source)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTIRE_PAST_SESSION", "FROM_SEGMENT"})
    void resumesAsSoonAsTheSourceHasEnded(String type) {
        var source = tenant.startAndStop();

        var resumed = resume(type, source);

        assertThat(resumed.continuedFromContactId()).isEqualTo(source);
        var contact = tenant.describe(resumed.contactId());
        assertThat(contact.relatedContactId()).isEqualTo(source);
        assertThat(contact.previousContactId()).isNull();
        assertThat(contact.initialContactId()).isNull();
        assertThat(contact.contactAssociationId()).isEqualTo(source);
        assertThat(tenant.describe(source).relatedContactId())
                .as("the old contact is unchanged")
                .isNull();
    }

    /** The guide's example: C1 is transferred to C2, a disconnect flow opens C3, and all have ended. */
    @ParameterizedTest
    @CsvSource({
        "ENTIRE_PAST_SESSION, 1, 3",
        "FROM_SEGMENT,        1, 1",
        "FROM_SEGMENT,        2, 2",
        "FROM_SEGMENT,        3, 3",
    })
    void continuesFromTheRightContactOfASession(String type, int source, int continuedFrom) {
        var c1 = tenant.startAndStop();
        var c2 = segments.append(c1, c1, "TRANSFER", 60);
        var c3 = segments.append(c1, c2, "DISCONNECT", 120);
        var contacts = List.of(c1, c2, c3);

        var resumed = resume(type, contacts.get(source - 1));

        assertThat(resumed.continuedFromContactId()).isEqualTo(contacts.get(continuedFrom - 1));
        assertThat(tenant.describe(resumed.contactId()).relatedContactId()).isEqualTo(contacts.get(continuedFrom - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void refusesAnEntireSessionByALaterContact(int source) {
        var c1 = tenant.startAndStop();
        var c2 = segments.append(c1, c1, "TRANSFER", 60);
        var c3 = segments.append(c1, c2, "DISCONNECT", 120);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> resume("ENTIRE_PAST_SESSION", source == 2 ? c2 : c3))
                .withMessageContaining("initial contact");
    }

    @Test
    void continuesFromTheContactThatEndedLast() {
        var c1 = tenant.startAndStop();
        var c2 = segments.append(c1, c1, "TRANSFER", 120);
        segments.append(c1, c2, "DISCONNECT", 60);

        assertThat(resume("ENTIRE_PAST_SESSION", c1).continuedFromContactId()).isEqualTo(c2);
    }

    @Test
    void continuesChainsOfAnyLength() {
        var first = tenant.startAndStop();
        var last = first;
        for (int i = 0; i < 120; i++) { // the cloud service follows a chain over 100 contacts at most
            var resumed = resume("FROM_SEGMENT", last);
            assertThat(resumed.continuedFromContactId()).isEqualTo(last);
            tenant.stop(resumed.contactId());
            last = resumed.contactId();
        }
        assertThat(tenant.describe(last).contactAssociationId()).isEqualTo(first);
    }

    @Test
    void copiesTheAttributesOfTheSourceUnderItsOwn() {
        var source = tenant.start(chat -> chat.attributes(Map.of("plan", "gold", "case", "1")))
                .contactId();
        tenant.stop(source);

        var resumed = tenant.start(chat -> chat.attributes(Map.of("case", "2", "new", "yes"))
                        .persistentChat(
                                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(source)))
                .contactId();

        assertThat(tenant.attributes(resumed))
                .containsOnly(Map.entry("plan", "gold"), Map.entry("case", "2"), Map.entry("new", "yes"));
        tenant.connect()
                .updateContactAttributes(r -> r.instanceId(tenant.instance())
                        .initialContactId(resumed)
                        .attributes(Map.of("plan", "basic")));
        assertThat(tenant.attributes(source)).as("the copy is independent").containsEntry("plan", "gold");
    }

    @Test
    void copiesTheAttributesOfTheSessionFromALaterSegment() {
        var c1 = tenant.start(chat -> chat.attributes(Map.of("plan", "gold"))).contactId();
        tenant.stop(c1);
        var c2 = segments.append(c1, c1, "TRANSFER", 60);

        var resumed = resume("FROM_SEGMENT", c2);

        assertThat(tenant.attributes(resumed.contactId())).containsOnly(Map.entry("plan", "gold"));
        assertThat(tenant.describe(c2).attributes()).containsOnly(Map.entry("plan", "gold"));
    }

    @Test
    void relatesWithoutContinuing() {
        var related =
                tenant.start(chat -> chat.attributes(Map.of("plan", "gold"))).contactId();

        var started = tenant.start(chat -> chat.relatedContactId(related));

        assertThat(started.continuedFromContactId()).isNull();
        assertThat(tenant.describe(started.contactId()).relatedContactId()).isEqualTo(related);
        assertThat(tenant.attributes(started.contactId())).containsEntry("plan", "gold");
    }

    @Test
    void letsAHundredResumesOfOneSourceAllSucceed() {
        var source = tenant.startAndStop();

        var resumed =
                ConcurrentCalls.run(100, i -> resume(i % 2 == 0 ? "FROM_SEGMENT" : "ENTIRE_PAST_SESSION", source));

        assertThat(resumed)
                .allSatisfy(r -> assertThat(r.continuedFromContactId()).isEqualTo(source));
        assertThat(new HashSet<>(resumed.stream()
                        .map(StartChatContactResponse::contactId)
                        .toList()))
                .hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTIRE_PAST_SESSION", "FROM_SEGMENT"})
    void refusesASourceThatHasNotEnded(String type) {
        var active = tenant.start();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> resume(type, active))
                .withMessageContaining("has not ended");
    }

    @Test
    void refusesASegmentOfAnActiveSession() {
        var c1 = tenant.startAndStop();
        segments.appendActive(c1, c1);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> resume("FROM_SEGMENT", c1))
                .withMessageContaining("is active");
    }

    @Test
    void refusesASourceThatIsNotAChat() {
        var task = UUID.randomUUID();
        jdbc.sql("""
                        insert into contact (id, instance_id, initial_contact_id, association_id, channel,
                            initiation_method, initiated_at, disconnected_at, last_updated_at)
                        values (:id, :instance, :id, :id, 'TASK', 'API', now(), now(), now())
                        """)
                .param("id", task)
                .param("instance", UUID.fromString(tenant.instance()))
                .update();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> resume("FROM_SEGMENT", task.toString()))
                .withMessageContaining("not a chat");
    }

    @Test
    void doesNotFindAnUnknownSource() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> resume("FROM_SEGMENT", UUID.randomUUID().toString()));
    }

    @Test
    void doesNotFindTheSourceOfAnotherInstance() {
        var foreign = calls.newTenant().startAndStop();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> resume("ENTIRE_PAST_SESSION", foreign));
    }
}
