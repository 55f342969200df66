package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.token.TokenService;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** A chat whose participants exchange files. */
abstract class AttachmentFixture {

    static final int MAX_SIZE = 20 * 1024 * 1024;
    static final byte[] PNG = AttachmentCalls.png(1_000);

    final Service.Calls calls;
    final Service.Tenant tenant;
    final TokenService tokens;
    final RawCalls raw;
    final MutableClock clock;
    final JdbcClient jdbc;
    final StartChatContactResponse chat;
    final AttachmentCalls customer;

    AttachmentFixture(Service.Calls calls, TokenService tokens, RawCalls raw, MutableClock clock, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.tokens = tokens;
        this.raw = raw;
        this.clock = clock;
        this.jdbc = jdbc;
        this.chat = tenant.start(_ -> {});
        this.customer = new AttachmentCalls(calls.customerOf(chat));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    static List<Item> files(Participant participant) {
        return participant.everything().stream()
                .filter(item -> item.typeAsString().equals("ATTACHMENT"))
                .toList();
    }

    String expectUploaded() {
        var upload = customer.startPng(PNG.length);
        assertThat(AttachmentCalls.put(upload, PNG).statusCode()).isEqualTo(200);
        return upload.attachmentId();
    }
}
