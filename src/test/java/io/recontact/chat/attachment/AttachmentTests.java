package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.AttachmentItem;
import software.amazon.awssdk.services.connectparticipant.model.ConflictException;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connectparticipant.model.StartAttachmentUploadRequest;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** StartAttachmentUpload and CompleteAttachmentUpload. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class AttachmentTests extends AttachmentFixture {

    AttachmentTests(Service.Calls calls, TokenService tokens, RawCalls raw, MutableClock clock, JdbcClient jdbc) {
        super(calls, tokens, raw, clock, jdbc);
    }

    /** Another participant of the chat. */
    private AttachmentCalls join(String role) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into participant (id, session_id, role, display_name, created_at, user_id)
                        values (:id, :session, :role, 'Bob', now(), case when :role = 'SUPERVISOR' then :id end)
                        """)
                .param("id", id)
                .param("session", UUID.fromString(chat.contactId()))
                .param("role", role)
                .update();
        return new AttachmentCalls(calls.participant(tokens.issue(new ParticipantId(id))));
    }

    private StartAttachmentUploadRequest.Builder aStart() {
        return StartAttachmentUploadRequest.builder()
                .connectionToken(customer.participant().connectionToken())
                .attachmentName("picture.png")
                .contentType("image/png")
                .attachmentSizeInBytes(1_000L)
                .clientToken(UUID.randomUUID().toString());
    }

    private void assertRefused(Consumer<StartAttachmentUploadRequest.Builder> changes, String message) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> calls.participants()
                        .startAttachmentUpload(aStart().applyMutation(changes).build()))
                .withMessageContaining(message);
    }

    private void complete(String attachment, String clientToken) {
        calls.participants()
                .completeAttachmentUpload(
                        r -> r.connectionToken(customer.participant().connectionToken())
                                .attachmentIds(attachment)
                                .clientToken(clientToken));
    }

    @Test
    void arePushedToEverybodyInTheChat() {
        var agent = join("AGENT");
        try (var socket = agent.participant().subscribe()) {
            var id = customer.attach("Résumé.txt", "text/plain", AttachmentCalls.text("I was born."));

            var pushed = socket.awaitItem(item -> item.path("Type").asString().equals("ATTACHMENT"));
            assertThat(pushed.path("ContentType").asString())
                    .isEqualTo("application/vnd.amazonaws.connect.message.attachment");
            assertThat(pushed.path("DisplayName").asString()).isEqualTo("Ada");
            assertThat(pushed.path("ParticipantRole").asString()).isEqualTo("CUSTOMER");
            assertThat(pushed.has("Content")).isFalse();
            var kept = files(agent.participant()).getFirst();
            assertThat(kept.id()).isEqualTo(pushed.path("Id").asString());
            assertThat(kept.absoluteTime())
                    .isEqualTo(pushed.path("AbsoluteTime").asString());
            var file = AttachmentItem.builder()
                    .attachmentId(id)
                    .attachmentName("Résumé.txt")
                    .contentType("text/plain")
                    .status("APPROVED")
                    .build();
            assertThat(kept.attachments()).containsExactly(file);
            assertThat(pushed.path("Attachments").path(0).path("AttachmentId").asString())
                    .isEqualTo(id);
            assertThat(agent.link(id).attachmentSizeInBytes()).isEqualTo(11);
            assertThat(agent.download(id)).isEqualTo(AttachmentCalls.text("I was born."));
            assertThat(customer.download(id)).isEqualTo(AttachmentCalls.text("I was born."));
        }
    }

    @Test
    void letTheirSenderJoinFirst() {
        customer.attach("picture.png", "image/png", PNG);

        assertThat(customer.participant().everything().stream().map(Item::contentType))
                .containsExactly(
                        "application/vnd.amazonaws.connect.event.participant.joined",
                        "application/vnd.amazonaws.connect.message.attachment");
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, text/csv",
        "a.csv, application/vnd.ms-excel",
        "a.doc, application/msword",
        "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a.jpeg, image/jpeg",
        "a.jpg, image/jpeg",
        "a.pdf, application/pdf",
        "A.PNG, image/png",
        "a.png, Image/PNG",
        "a.ppt, application/vnd.ms-powerpoint",
        "a.pptx, application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "a.txt, text/plain",
        "a.txt, text/plain; charset=utf-8",
        "a.wav, audio/wav",
        "a.wav, audio/x-wav",
        "a.xls, application/vnd.ms-excel",
        "a.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "家族👩‍👩‍👧.tar.png, image/png"
    })
    void mayBeOfTheseTypes(String name, String contentType) {
        assertThat(customer.start(name, contentType, MAX_SIZE).attachmentId()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a.exe, application/octet-stream",
        "a.html, text/html",
        "a.svg, image/svg+xml",
        "a.png.exe, image/png",
        "a.png, text/html",
        "a.png, image/jpeg",
        "a.docx, application/msword",
        "a.jpg, image/jpg",
        "png, image/png",
        "'', image/png",
        "a/b.png, image/png",
        "..\\b.png, image/png",
        "'a\r\nX: y.png', image/png",
        "a., image/png"
    })
    void areRefusedWithOtherTypes(String name, String contentType) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> customer.start(name, contentType, 100))
                .withMessageNotContaining("X: y");
    }

    @Test
    void haveBounds() {
        assertRefused(r -> r.attachmentSizeInBytes(MAX_SIZE + 1L), "at most 20971520");
        assertRefused(r -> r.attachmentSizeInBytes(0L), "AttachmentSizeInBytes");
        assertRefused(r -> r.attachmentSizeInBytes(-1L), "AttachmentSizeInBytes");
        assertRefused(r -> r.attachmentSizeInBytes(null), "AttachmentSizeInBytes is required");
        assertRefused(r -> r.attachmentName(null), "AttachmentName is required");
        assertRefused(r -> r.attachmentName("a".repeat(253) + ".png"), "AttachmentName");
        assertRefused(r -> r.contentType(null), "ContentType is required");
        assertRefused(r -> r.contentType("x".repeat(256)), "ContentType");
        assertRefused(r -> r.clientToken("x".repeat(501)), "ClientToken");
    }

    @Test
    void startOncePerClientToken() {
        var start = aStart().build();

        var answers = ConcurrentCalls.run(8, _ -> calls.participants().startAttachmentUpload(start));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.attachmentId())
                        .isEqualTo(answers.getFirst().attachmentId()));
        assertThat(answers.stream().map(a -> a.uploadMetadata().url()).distinct())
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from attachment where session_id = :session")
                        .param("session", UUID.fromString(chat.contactId()))
                        .query(Long.class)
                        .single())
                .isOne();
        assertRefused(r -> r.clientToken(start.clientToken()).attachmentSizeInBytes(999L), "ClientToken was used");
    }

    @Test
    void areThirtyFiveInAConversation() {
        customer.participant().say("So many files");
        var answers = ConcurrentCalls.run(40, _ -> {
            try {
                return customer.startPng(PNG.length).attachmentId();
            } catch (ServiceQuotaExceededException e) {
                assertThat(e.statusCode()).isEqualTo(402);
                return "refused";
            }
        });

        assertThat(Collections.frequency(answers, "refused")).isEqualTo(5);
        assertThat(answers.stream().distinct()).hasSize(36);
        assertThatExceptionOfType(ServiceQuotaExceededException.class)
                .isThrownBy(() -> join("AGENT").startPng(10))
                .withMessageContaining("at most 35");
        clock.advance(Duration.ofMinutes(61)); // expired uploads no longer count
        assertThat(customer.startPng(PNG.length).attachmentId()).isNotNull();
    }

    @Test
    void haveAnUploadUrlWithItsExpiry() {
        var before = clock.instant();
        var upload = customer.startPng(PNG.length).uploadMetadata();

        assertThat(upload.url())
                .startsWith(calls.endpoint() + "/participant/attachments/")
                .hasSizeLessThanOrEqualTo(2000);
        assertThat(upload.headersToInclude()).containsOnlyKeys("Content-Type").containsValue("image/png");
        assertThat(Instant.parse(upload.urlExpiry()))
                .isBetween(before.plusSeconds(300), clock.instant().plusSeconds(300));
    }

    @Test
    void completeOncePerClientToken() {
        var id = expectUploaded();
        var token = UUID.randomUUID().toString();

        ConcurrentCalls.run(6, _ -> {
            complete(id, token);
            return true;
        });

        assertThat(files(customer.participant())).hasSize(1);
        var other = expectUploaded();
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> complete(other, token));
    }

    @Test
    void completeForOneOfManyClientTokens() {
        var id = expectUploaded();

        var answers = ConcurrentCalls.run(6, _ -> {
            try {
                customer.complete(id);
                return "completed";
            } catch (ConflictException e) {
                assertThat(e.statusCode()).isEqualTo(409);
                return "conflict";
            }
        });

        assertThat(answers).containsOnlyOnce("completed").contains("conflict");
        assertThat(files(customer.participant())).hasSize(1);
    }

    @Test
    void cannotBeCompletedWithoutAnUpload() {
        var empty = customer.startPng(PNG.length).attachmentId();
        var otherChat = new AttachmentCalls(calls.customerOf(tenant.start(_ -> {})));
        var foreign = otherChat.startPng(PNG.length);
        assertThat(AttachmentCalls.put(foreign, PNG).statusCode()).isEqualTo(200);
        var agents = join("AGENT").startPng(PNG.length);
        assertThat(AttachmentCalls.put(agents, PNG).statusCode()).isEqualTo(200);

        for (var id : new String[] {
            empty,
            foreign.attachmentId(),
            agents.attachmentId(),
            UUID.randomUUID().toString(),
            "no id"
        }) {
            assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.complete(id));
        }
        assertThat(files(customer.participant())).isEmpty();
        otherChat.complete(foreign.attachmentId());
    }

    @Test
    void completeOneAtATime() {
        for (var ids : new String[] {"", "\"%s\", \"%s\"".formatted(expectUploaded(), expectUploaded()), "null"}) {
            var answer =
                    raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/participant/complete-attachment-upload"))
                            .header("X-Amz-Bearer", customer.participant().connectionToken())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"AttachmentIds\": [%s], \"ClientToken\": \"t\"}".formatted(ids)))
                            .build());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ValidationException");
        }
    }

    @Test
    void cannotBeCompletedTooLate() {
        customer.participant().say("This takes time");
        var id = expectUploaded();
        clock.advance(Duration.ofMinutes(61));

        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.complete(id));
    }

    @Test
    void areRefusedToBots() {
        var id = customer.attach("picture.png", "image/png", PNG);

        assertThat(join("SUPERVISOR").download(id)).isEqualTo(PNG);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> join("CUSTOM_BOT").link(id))
                .withMessageContaining("CUSTOM_BOT");
    }

    @Test
    void needAnActiveChat() {
        var id = customer.attach("picture.png", "image/png", PNG);
        var other = expectUploaded();
        tenant.stop(chat.contactId());

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> customer.link(id));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> customer.startPng(10));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> customer.complete(other));
    }

    @Test
    void needAConnectionToken() {
        for (var token : new String[] {"none", customer.participant().token()}) {
            var stranger = new AttachmentCalls(new Participant(calls.participants(), token, token, ""));
            var id = UUID.randomUUID().toString();
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> stranger.startPng(10));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> stranger.complete(id));
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> stranger.link(id));
        }
    }
}
