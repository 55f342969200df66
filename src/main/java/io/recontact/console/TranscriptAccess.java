package io.recontact.console;

import io.recontact.api.ContactId;
import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Records who reads which transcript, before it is shown. Reading on within an hour adds nothing. */
@Service
@ConsoleEnabled
public class TranscriptAccess {

    private static final Duration READ_ON = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final UuidV7Generator ids;
    private final Clock clock;

    TranscriptAccess(JdbcClient jdbc, UuidV7Generator ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    /** The way in which a transcript leaves the service. */
    public enum Kind {
        /** As pages. */
        READ,
        /** A file. */
        DOWNLOAD
    }

    /** Records that a user reads the transcript of a contact. */
    public void record(ConsoleUser user, ContactId contact, Kind kind) {
        var now = clock.instant();
        jdbc.sql("""
                        insert into transcript_access (id, contact_id, instance_id, user_id, kind, accessed_at)
                        select :id, :contact, :instance, :user, :kind, :now
                        where :kind <> 'READ'
                           or not exists (
                               select from transcript_access
                               where contact_id = :contact and user_id = :user and kind = 'READ'
                                 and accessed_at > :read_on)
                        """)
                .param("id", ids.next())
                .param("contact", contact.value())
                .param("instance", user.instance().value())
                .param("user", user.id().value())
                .param("kind", kind.name())
                .param("now", now)
                .param("read_on", now.minus(READ_ON))
                .update();
    }
}
