package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Contact;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;

/** Chats that expire: "clients must subscribe … within 5 minutes", and the duration of the chat. */
@ServiceTest
class DeadlineTests {

    private static final String NOT_CONNECTED = "CUSTOMER_CONNECTION_NOT_ESTABLISHED";

    private final Service.Tenant tenant;
    private final MutableClock clock;
    private final ExpiredContactSweep sweep;
    private final EndContactRepository ends;
    private final JdbcClient jdbc;

    DeadlineTests(
            Service.Calls calls,
            MutableClock clock,
            ExpiredContactSweep sweep,
            EndContactRepository ends,
            JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.clock = clock;
        this.sweep = sweep;
        this.ends = ends;
        this.jdbc = jdbc;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void keepsAChatForFiveMinutes() {
        var id = tenant.start();
        clock.advance(Duration.ofMinutes(5).minusSeconds(30));

        assertThat(tenant.describe(id).disconnectTimestamp()).isNull();
    }

    @Test
    void showsAnUnconnectedChatAsEndedAtOnce() {
        var id = tenant.start();
        clock.advance(Duration.ofMinutes(7));

        var contact = tenant.describe(id);

        assertEndedAfter(contact, Duration.ofMinutes(5), NOT_CONNECTED);
        assertThat(contact.lastUpdateTimestamp()).isEqualTo(contact.disconnectTimestamp());
    }

    @Test
    void endsAnUnconnectedChatInTheSweep() {
        var id = tenant.start();
        clock.advance(Duration.ofMinutes(7));

        sweep.endOverdue();

        assertThat(jdbc.sql("select disconnect_reason from contact where id = :id")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .single())
                .isEqualTo(NOT_CONNECTED);
        assertEndedAfter(tenant.describe(id), Duration.ofMinutes(5), NOT_CONNECTED);
    }

    @Test
    void endsSmallerBatchesWhenALargeOneFails() {
        endOverdueContacts();
        var chats = List.of(tenant.start(), tenant.start(), tenant.start());
        clock.advance(Duration.ofMinutes(7));
        jdbc.sql("""
                        create function refuse_many() returns trigger language plpgsql as $$
                        begin
                            if (select count(*) from ended) > 1 then raise 'too many'; end if;
                            return null;
                        end $$;
                        create trigger refuse_many after update on contact referencing new table as ended
                            for each statement execute function refuse_many()
                        """).update();
        try {
            sweep.endOverdue();
        } finally {
            jdbc.sql("drop function refuse_many cascade").update();
        }

        assertThat(chats)
                .allSatisfy(chat -> assertThat(jdbc.sql("select disconnect_reason from contact where id = :id")
                                .param("id", UUID.fromString(chat))
                                .query(String.class)
                                .single())
                        .isEqualTo(NOT_CONNECTED));
    }

    @Test
    void endsAConnectedChatAfterItsDuration() {
        var id = tenant.start(chat -> chat.chatDurationInMinutes(60)).contactId();
        jdbc.sql("update contact set connect_by = null, connected_to_system_at = initiated_at where id = :id")
                .param("id", UUID.fromString(id))
                .update();

        clock.advance(Duration.ofMinutes(59));
        assertThat(tenant.describe(id).disconnectTimestamp()).isNull();
        clock.advance(Duration.ofMinutes(2));

        assertEndedAfter(tenant.describe(id), Duration.ofMinutes(60), "EXPIRED");
    }

    @Test
    void hidesAnOverdueChatFromStopContact() {
        var id = tenant.start();
        clock.advance(Duration.ofMinutes(7));

        assertThatExceptionOfType(ContactNotFoundException.class).isThrownBy(() -> tenant.stop(id));

        assertThat(tenant.describe(id).disconnectReason()).isEqualTo(NOT_CONNECTED);
    }

    @Test
    void resumesAnOverdueChat() {
        var id = tenant.start();
        clock.advance(Duration.ofMinutes(7));

        var resumed = tenant.start(chat -> chat.persistentChat(
                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(id)));

        assertThat(resumed.continuedFromContactId()).isEqualTo(id);
    }

    @Test
    void endsEachChatOnceInConcurrentSweeps() {
        for (int i = 0; i < 60; i++) {
            tenant.start();
        }
        clock.advance(Duration.ofMinutes(7));

        var ended = ConcurrentCalls.run(8, _ -> {
            int mine = 0;
            int batch;
            do {
                batch = ends.endOverdue(7);
                mine += batch;
            } while (batch > 0);
            return mine;
        });

        assertThat(ended.stream().mapToInt(Integer::intValue).sum()).isGreaterThanOrEqualTo(60);
        assertThat(jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                                select count(*), count(distinct session_id)
                                from transcript_item join contact on contact.id = contact_id
                                where instance_id = :id and content_type like '%chat.ended'
                                """)
                        .param("id", UUID.fromString(tenant.instance()))
                        .query((row, _) -> row.getLong(1) + "/" + row.getLong(2))
                        .single())
                .isEqualTo("60/60");
    }

    /** Prevents the sweep under test from ending these chats one by one. */
    private void endOverdueContacts() {
        clock.advance(Duration.ofMinutes(7));
        sweep.endOverdue();
        clock.reset();
    }

    private static void assertEndedAfter(Contact contact, Duration time, String reason) {
        assertThat(contact.disconnectTimestamp())
                .isEqualTo(contact.initiationTimestamp().plus(time));
        assertThat(contact.disconnectReason()).isEqualTo(reason);
    }
}
