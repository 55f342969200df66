package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files for agents who have left the chat and do their after-contact work. */
@ServiceTest
class DesktopFilesTests extends DesktopFixture {

    private final JdbcClient jdbc;

    DesktopFilesTests(Service.Calls calls, QueuedChats waiting, JdbcClient jdbc) {
        super(calls, waiting);
        this.jdbc = jdbc;
    }

    @Test
    void hasTheFilesOfItsContactInAfterContactWork() {
        var quick = quickConnect("Second line", people.tenant().newQueue("Second line", 10));
        people.inProfile("bob", "Agent");
        var bob = signedIn("bob");
        var browser = available("ada");
        var chat = accepted(browser);
        var files = new AttachmentCalls(chat.customer());
        var before = files.attach("before.txt", "text/plain", AttachmentCalls.text("Before"));
        browser.submit(path(chat), path(chat) + "/transfer", Map.of("quickConnect", quick));
        var after = files.attach("after.txt", "text/plain", AttachmentCalls.text("After"));

        assertThat(browser.get(path(chat)).body()).contains("after-contact work", "/files/" + before);
        assertThat(browser.get(path(chat) + "/files/" + before).body()).isEqualTo("Before");
        assertThat(browser.get(path(chat) + "/files/" + after).statusCode()).isEqualTo(404);
        assertThat(bob.get(path(chat) + "/files/" + before).statusCode()).isEqualTo(404);
        assertThat(downloads(chat)).isOne();
        browser.submit(path(chat), path(chat) + "/complete", Map.of());
        assertThat(browser.get(path(chat) + "/files/" + before).statusCode()).isEqualTo(404);
    }

    private int downloads(QueuedChats.Chat chat) {
        return jdbc.sql("""
                        select count(*)
                        from transcript_access
                        where contact_id = cast(:contact as uuid) and kind = 'DOWNLOAD'
                        """)
                .param("contact", chat.contact())
                .query(Integer.class)
                .single();
    }
}
