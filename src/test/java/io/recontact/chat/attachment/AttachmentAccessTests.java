package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.chat.token.TokenService;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** GetAttachment: its readers, its URLs and their expiry, and attachments of past chats. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class AttachmentAccessTests extends AttachmentFixture {

    AttachmentAccessTests(Service.Calls calls, TokenService tokens, RawCalls raw, MutableClock clock, JdbcClient jdbc) {
        super(calls, tokens, raw, clock, jdbc);
    }

    @Test
    void areNotReadableFromOtherChats() {
        var id = customer.attach("picture.png", "image/png", PNG);
        var unfinished = expectUploaded();
        var stranger = new AttachmentCalls(calls.customerOf(tenant.start(_ -> {})));

        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> stranger.link(id));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.link(unfinished));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> customer.link(UUID.randomUUID().toString()));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.link("no id"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 300})
    void haveDownloadUrlsThatExpireAsRequested(int seconds) {
        var id = customer.attach("picture.png", "image/png", PNG);
        var answer = getAttachment(id, String.valueOf(seconds));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var expiry = Instant.parse(answer.body().replaceAll(".*\"UrlExpiry\":\"([^\"]+)\".*", "$1"));
        assertThat(Duration.between(clock.instant(), expiry))
                .isBetween(Duration.ofSeconds(seconds - 5), Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "301", "-1", "\"x\"", "5.5"})
    void refuseExpiriesOutOfBounds(String seconds) {
        var id = customer.attach("picture.png", "image/png", PNG);

        assertThat(getAttachment(id, seconds).statusCode()).isEqualTo(400);
    }

    private java.net.http.HttpResponse<String> getAttachment(String id, String seconds) {
        return raw.send(HttpRequest.newBuilder(URI.create(calls.endpoint() + "/participant/attachment"))
                .header("X-Amz-Bearer", customer.participant().connectionToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"AttachmentId\": \"%s\", \"UrlExpiryInSeconds\": %s}".formatted(id, seconds)))
                .build());
    }

    @Test
    void ofThePastAreReadableAsFarAsTheTranscriptReaches() {
        var first = customer.attach("first.txt", "text/plain", AttachmentCalls.text("first"));
        tenant.stop(chat.contactId());
        var second = resume(chat.contactId());
        var later = new AttachmentCalls(calls.customerOf(second));
        assertThat(later.download(first)).isEqualTo(AttachmentCalls.text("first"));
        var inBetween = later.attach("second.txt", "text/plain", AttachmentCalls.text("second"));
        tenant.stop(second.contactId());
        var third = resume(second.contactId());
        var latest = new AttachmentCalls(calls.customerOf(third));

        assertThat(latest.download(first)).isEqualTo(AttachmentCalls.text("first"));
        assertThat(latest.download(inBetween)).isEqualTo(AttachmentCalls.text("second"));
        assertThat(files(latest.participant())).hasSize(2);

        // Unreadable for callers, whether or not the retention job has run.
        initiate(chat.contactId(), "2021-11-11T23:59:59Z");
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> latest.link(first));
        assertThat(latest.download(inBetween)).isEqualTo(AttachmentCalls.text("second"));
        // So is everything before it.
        initiate(chat.contactId(), clock.instant().minusSeconds(86_400).toString());
        initiate(second.contactId(), "2021-11-11T23:59:59Z");
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> latest.link(first));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> latest.link(inBetween));
    }

    @Test
    void ofThePastEndWhereTheSegmentDoesThatAChatContinues() {
        var seen = customer.attach("seen.txt", "text/plain", AttachmentCalls.text("seen"));
        var unseen = customer.attach("unseen.txt", "text/plain", AttachmentCalls.text("unseen"));
        tenant.stop(chat.contactId());
        var second = resume(chat.contactId());
        jdbc.sql("""
                        update chat_session
                        set past_until = (select sequence from attachment where id = :seen)
                        where id = :session
                        """)
                .param("seen", UUID.fromString(seen))
                .param("session", UUID.fromString(second.contactId()))
                .update();
        var later = new AttachmentCalls(calls.customerOf(second));

        assertThat(later.download(seen)).isEqualTo(AttachmentCalls.text("seen"));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> later.link(unseen));
    }

    private StartChatContactResponse resume(String contact) {
        return tenant.start(c ->
                c.persistentChat(p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(contact)));
    }

    private void initiate(String contact, String at) {
        jdbc.sql("""
                        with session as (update chat_session set started_at = cast(:at as timestamptz) where id = :id)
                        update contact set initiated_at = cast(:at as timestamptz) where id = :id
                        """).param("id", UUID.fromString(contact)).param("at", at).update();
    }

    @Test
    void areNotNamedInTheLog(CapturedOutput output) {
        var name = "secret-" + UUID.randomUUID() + ".txt";
        var id = customer.attach(name, "text/plain", AttachmentCalls.text("inside"));
        customer.download(id);
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.start(name, "image/png", 10));
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(() -> customer.start(name + ".exe", "image/png", 10));
        AttachmentCalls.put(customer.start(name, "text/plain", PNG.length), PNG);

        assertThat(output).doesNotContain(name).doesNotContain("inside").contains("wrong type");
    }
}
