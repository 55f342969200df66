package io.recontact.console.web.desktop;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores how far agents have read the chats that they have, so that all their pages agree. Plain JDBC: two statements.
 */
@Repository
@ConsoleEnabled
class UnreadMarks {

    private final JdbcClient jdbc;
    private final TranscriptRepository transcript;

    UnreadMarks(JdbcClient jdbc, TranscriptRepository transcript) {
        this.jdbc = jdbc;
        this.transcript = transcript;
    }

    /** Returns those of some chats with items that the agent has not read. */
    Set<ContactId> unread(UserId agent, Map<ContactId, SessionId> chats) {
        if (chats.isEmpty()) {
            return Set.of();
        }
        var read = new HashMap<ContactId, Long>();
        jdbc.sql(
                        "select contact_id, sequence from conversation_read where user_id = :user and contact_id = any (:chats)")
                .param("user", agent.value())
                .param("chats", chats.keySet().stream().map(ContactId::value).toArray(UUID[]::new))
                .query(row -> {
                    read.put(new ContactId(row.getObject("contact_id", UUID.class)), row.getLong("sequence"));
                });
        var seen = new HashMap<SessionId, Long>();
        chats.forEach((contact, session) -> seen.put(session, read.getOrDefault(contact, 0L)));
        var fresh = transcript.sessionsWithNewItems(seen);
        return chats.entrySet().stream()
                .filter(chat -> fresh.contains(chat.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Returns how many items a chat has, to be {@link #read} once they are shown. */
    long newest(SessionId session) {
        return transcript.newest(session);
    }

    /** Records that the agent has been shown a chat up to an item. A higher one stays. */
    void read(UserId agent, ContactId contact, long sequence) {
        jdbc.sql("""
                        insert into conversation_read (contact_id, user_id, sequence)
                        values (:contact, :user, :sequence)
                        on conflict (contact_id, user_id) do update
                            set sequence = excluded.sequence
                            where conversation_read.sequence < excluded.sequence
                        """)
                .param("contact", contact.value())
                .param("user", agent.value())
                .param("sequence", sequence)
                .update();
    }
}
