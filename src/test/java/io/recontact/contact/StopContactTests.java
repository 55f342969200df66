package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

@ServiceTest
class StopContactTests {

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;

    StopContactTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
    }

    @Test
    void endsTheContact() {
        var id = tenant.start();

        tenant.stop(id);

        var contact = tenant.describe(id);
        assertThat(contact.disconnectTimestamp())
                .isBetween(contact.initiationTimestamp(), contact.lastUpdateTimestamp());
        assertThat(contact.disconnectReason()).isEqualTo("API");
    }

    @Test
    void closesTheSessionAndItsTranscript() {
        var started = tenant.start(chat ->
                chat.initialMessage(message -> message.contentType("text/plain").content("hi")));

        tenant.stop(started.contactId());

        assertThat(jdbc.sql("""
                                select sequence, content_type
                                from transcript_item join chat_session on chat_session.id = session_id
                                where session_id = :id and ended_at is not null and next_sequence = 3
                                order by sequence desc limit 1
                                """)
                        .param("id", UUID.fromString(started.contactId()))
                        .query()
                        .singleRow())
                .containsEntry("sequence", 2L)
                .containsEntry("content_type", "application/vnd.amazonaws.connect.event.chat.ended");
    }

    @Test
    void doesNotFindAnEndedContact() {
        var id = tenant.startAndStop();

        assertThatExceptionOfType(ContactNotFoundException.class)
                .isThrownBy(() -> tenant.stop(id))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(410));
    }

    @Test
    void doesNotFindAnUnknownContact() {
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.stop(UUID.randomUUID().toString()));
    }

    @Test
    void refusesDisconnectReasonsOfCampaigns() {
        var answer = raw.post("/contact/stop", """
                {"InstanceId": "%s", "ContactId": "%s", "DisconnectReason": {"Code": "X"}}""".formatted(tenant.instance(), tenant.start()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("DisconnectReason");
    }

    @Test
    void letsOneOfManyStopsWin() {
        var id = tenant.start();

        var outcomes = ConcurrentCalls.run(20, _ -> {
            try {
                tenant.stop(id);
                return true;
            } catch (ContactNotFoundException _) {
                return false; // another was first
            }
        });

        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .as("the slot is given back once")
                .isZero();
    }
}
