package io.recontact.chat.attachment;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantDisconnectService;
import io.recontact.testing.RowLocks;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attachments that wait for the lock of their session while their participant leaves. */
@ServiceTest
class WaitingAttachmentTests {

    private static final byte[] PNG = AttachmentCalls.png(1_000);

    private final RowLocks locks;
    private final ParticipantDisconnectService disconnects;
    private final JdbcClient jdbc;
    private final String chat;
    private final ParticipantId id;
    private final AttachmentCalls agent;

    WaitingAttachmentTests(
            Service.Calls calls, RowLocks locks, ParticipantDisconnectService disconnects, JdbcClient jdbc) {
        this.locks = locks;
        this.disconnects = disconnects;
        this.jdbc = jdbc;
        var tenant = calls.newTenant();
        this.chat = tenant.start();
        var invited = tenant.invite(chat, "AGENT");
        this.id = new ParticipantId(UUID.fromString(invited.participantId()));
        this.agent = new AttachmentCalls(
                calls.joined(invited.participantCredentials().participantToken()));
        // Another agent, so that the chat continues.
        calls.joined(tenant.invite(chat, "AGENT").participantCredentials().participantToken());
    }

    private void leave() {
        disconnects.disconnect(id, null);
    }

    private int count(String sql) {
        return jdbc.sql(sql)
                .param("session", UUID.fromString(chat))
                .query(Integer.class)
                .single();
    }

    @Test
    void refusesToCompleteAfterTheParticipantHasLeftMeanwhile() {
        var upload = agent.startPng(PNG.length);
        AttachmentCalls.put(upload, PNG);

        assertDenied(() -> locks.holdingSession(
                chat,
                () -> {
                    agent.complete(upload.attachmentId());
                    return null;
                },
                this::leave));

        assertThat(count("select count(*) from transcript_item where session_id = :session and type = 'ATTACHMENT'"))
                .isZero();
    }

    @Test
    void refusesToStartForAParticipantWhoHasLeftMeanwhile() {
        assertDenied(() -> locks.holdingSession(chat, () -> agent.startPng(PNG.length), this::leave));

        assertThat(count("select count(*) from attachment where session_id = :session"))
                .isZero();
    }
}
