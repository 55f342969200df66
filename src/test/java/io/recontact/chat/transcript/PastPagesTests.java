package io.recontact.chat.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;

/** Pages across past sessions of any length. */
@ServiceTest
class PastPagesTests {

    private static final List<Integer> LENGTHS = List.of(3, 0, 25, 1, 0, 0, 12, 2);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcClient jdbc;

    PastPagesTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
    }

    @Test
    void areFullWithSessionsOfAnyLength() {
        var sessions = new ArrayList<String>();
        for (int length : LENGTHS) {
            sessions.add(spokenIn(sessions, length));
        }
        assertThat(expectPagesOfEverySize(resumed(sessions))).isEqualTo(kept(sessions));
    }

    @Test
    void areFullDespiteGaps() {
        var sessions = new ArrayList<String>();
        for (int length : LENGTHS) {
            sessions.add(spokenIn(sessions, length));
        }
        forget(sessions.get(2), 5, 20);
        forget(sessions.get(3), 1, 9);
        forget(sessions.get(7), 4, 4);
        assertThat(expectPagesOfEverySize(resumed(sessions))).isEqualTo(kept(sessions));
    }

    /** Creates a session that continues the previous one, has the given number of messages, and has ended. */
    private String spokenIn(List<String> before, int messages) {
        var chat = tenant.start(request -> {
            if (!before.isEmpty()) {
                request.persistentChat(
                        p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(before.getLast()));
            }
        });
        if (messages > 0) {
            var customer = calls.customerOf(chat);
            for (int i = 0; i < messages; i++) {
                customer.say("message " + i);
            }
        }
        tenant.stop(chat.contactId());
        return chat.contactId();
    }

    private Participant resumed(List<String> sessions) {
        return calls.customerOf(tenant.start(request -> request.persistentChat(
                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(sessions.getLast()))));
    }

    private void forget(String session, int first, int last) {
        jdbc.sql("delete from transcript_item where session_id = :session and sequence between :first and :last")
                .param("session", UUID.fromString(session))
                .param("first", first)
                .param("last", last)
                .update();
    }

    /** Reads newest first with pages of every size. Every page except the last must be full. */
    private static List<String> expectPagesOfEverySize(Participant reader) {
        var found = new ArrayList<List<String>>();
        for (int size : List.of(1, 2, 3, 10, 30, 99, 100)) {
            var ids = new ArrayList<String>();
            // The current session is a page of its own, and has no message yet.
            var next = reader.page(_ -> {}).nextToken();
            while (!next.isEmpty()) {
                var token = next;
                var page = reader.page(r ->
                        r.nextToken(token).scanDirection(ScanDirection.BACKWARD).maxResults(size));
                ids.addAll(page.transcript().stream().map(Item::id).toList());
                next = page.nextToken();
                assertThat(next.isEmpty() ? size : page.transcript().size()).isEqualTo(size);
            }
            found.add(ids);
        }
        assertThat(found).as("by pages of every size").allMatch(found.getFirst()::equals);
        return found.getFirst();
    }

    private List<String> kept(List<String> sessions) {
        return sessions.reversed().stream()
                .flatMap(session -> jdbc
                        .sql("select id from transcript_item where session_id = :session order by sequence desc")
                        .param("session", UUID.fromString(session))
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }
}
