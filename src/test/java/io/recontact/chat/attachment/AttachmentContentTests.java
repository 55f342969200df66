package io.recontact.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ContentDisposition;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** The URLs of uploads and downloads. */
@ServiceTest
class AttachmentContentTests {

    private static final byte[] PNG = AttachmentCalls.png(1_000);

    private final Service.Calls calls;
    private final MutableClock clock;
    private final AttachmentCalls customer;

    AttachmentContentTests(Service.Calls calls, MutableClock clock) {
        this.calls = calls;
        this.clock = clock;
        this.customer = new AttachmentCalls(calls.customerOf(calls.newTenant().start(_ -> {})));
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static void assertRefused(HttpResponse<?> answer, int status, String shape) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(shape);
    }

    private URI url(String ticket) {
        return URI.create(calls.endpoint() + "/participant/attachments/" + ticket);
    }

    private static byte[] bytes(String text) {
        return text.startsWith("hex:")
                ? HexFormat.of().parseHex(text.substring("hex:".length()))
                : AttachmentCalls.text(text);
    }

    private static String ticket(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void acceptOneUpload() {
        var upload = customer.startPng(PNG.length);
        assertThat(AttachmentCalls.put(upload, PNG).statusCode()).isEqualTo(200);

        assertRefused(AttachmentCalls.put(upload, PNG), 403, "AccessDeniedException");
        customer.complete(upload.attachmentId());
        assertRefused(AttachmentCalls.put(upload, AttachmentCalls.png(1_000)), 403, "AccessDeniedException");
    }

    @Test
    void allowOneDownload() {
        var id = customer.attach("picture.png", "image/png", PNG);
        var url = customer.link(id).url();
        assertThat(AttachmentCalls.get(url).body()).isEqualTo(PNG);

        assertRefused(AttachmentCalls.get(url), 403, "AccessDeniedException");
        assertThat(customer.download(id)).as("by another URL").isEqualTo(PNG);
    }

    @Test
    void allowOneOfManyConcurrentDownloads() {
        var id = customer.attach("picture.png", "image/png", PNG);
        for (int round = 0; round < 5; round++) {
            var url = customer.link(id).url();

            var answers = ConcurrentCalls.run(2, _ -> AttachmentCalls.get(url).statusCode());

            assertThat(answers).containsExactlyInAnyOrder(200, 403);
        }
    }

    @Test
    void acceptOneOfManyConcurrentUploads() {
        for (int round = 0; round < 5; round++) {
            var upload = customer.startPng(PNG.length);

            var answers =
                    ConcurrentCalls.run(4, _ -> AttachmentCalls.put(upload, PNG).statusCode());

            assertThat(Collections.frequency(answers, 200)).as("%s", answers).isOne();
            assertThat(answers).isSubsetOf(200, 403, 409);
        }
    }

    @Test
    void expire() {
        var late = customer.startPng(PNG.length);
        var id = customer.attach("picture.png", "image/png", PNG);
        var url = customer.link(id).url();
        clock.advance(Duration.ofSeconds(299));
        assertThat(AttachmentCalls.get(url).statusCode()).isEqualTo(200);
        var inTime = customer.link(id).url();

        clock.advance(Duration.ofSeconds(2));
        assertRefused(AttachmentCalls.put(late, PNG), 403, "AccessDeniedException");
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.complete(late.attachmentId()));
        clock.advance(Duration.ofSeconds(299));
        assertRefused(AttachmentCalls.get(inTime), 403, "AccessDeniedException");
    }

    @Test
    void areNotInterchangeable() {
        var upload = customer.startPng(PNG.length).uploadMetadata().url();
        var download =
                customer.link(customer.attach("picture.png", "image/png", PNG)).url();
        for (var ticket : new String[] {
            ticket(upload),
            customer.participant().connectionToken(),
            customer.participant().token(),
            "x",
            "%20",
            "a;b=c",
            ticket(download).substring(1)
        }) {
            assertRefused(AttachmentCalls.get(url(ticket).toString()), 403, "AccessDeniedException");
        }
        for (var ticket : new String[] {ticket(download), "x", ticket(upload) + "A"}) {
            var put = HttpRequest.newBuilder(url(ticket))
                    .PUT(BodyPublishers.ofByteArray(PNG))
                    .build();
            assertRefused(AttachmentCalls.send(put, BodyHandlers.ofString()), 403, "AccessDeniedException");
        }
        assertThat(AttachmentCalls.get(download).statusCode()).as("still good").isEqualTo(200);
    }

    @Test
    void areNotUsedUpByAHeadRequest() {
        var url =
                customer.link(customer.attach("picture.png", "image/png", PNG)).url();
        var head = HttpRequest.newBuilder(URI.create(url)).HEAD().build();

        assertThat(AttachmentCalls.send(head, BodyHandlers.discarding()).statusCode())
                .isEqualTo(404);
        assertThat(AttachmentCalls.get(url).statusCode()).isEqualTo(200);
    }

    @Test
    void neverDisplayAFileFromThisOrigin() {
        var id = customer.attach("notes.txt", "text/plain", AttachmentCalls.text("<script>alert(1)</script>"));

        var headers = AttachmentCalls.get(customer.link(id).url()).headers();

        assertThat(headers.firstValue("Content-Type")).contains("text/plain");
        assertThat(headers.firstValue("Content-Disposition"))
                .hasValueSatisfying(h -> assertThat(h).startsWith("attachment;"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(headers.firstValue("Cache-Control")).contains("private, no-store");
        assertThat(headers.firstValue("Content-Length")).contains("25");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain.png",
                "a \"quoted\"; name=x.png",
                "Ünïcödé.png",
                "家族👩‍👩‍👧.png",
                "100% sure; ' or 1=1.png",
                "a\tb.png"
            })
    void nameAFileSafely(String name) {
        if (name.contains("\t")) {
            assertThatExceptionOfType(ValidationException.class)
                    .isThrownBy(() -> customer.start(name, "image/png", 10));
            return;
        }
        var id = customer.attach(name, "image/png", PNG);

        var header = AttachmentCalls.get(customer.link(id).url())
                .headers()
                .firstValue("Content-Disposition")
                .orElseThrow();

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(header))
                .as(header)
                .isTrue();
        assertThat(ContentDisposition.parse(header).getFilename()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // File,      declared as,       begins with
                "a.png,  image/png,       <!DOCTYPE html><html><script>alert(1)</script></html>",
                "a.png,  image/png,       `<svg xmlns='http://www.w3.org/2000/svg'/>`",
                "a.jpg,  image/jpeg,      %PDF-1.7",
                "a.pdf,  application/pdf, nothing in particular",
                "a.doc,  application/msword, hex:504b0304",
                "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document, text",
                "a.wav,  audio/wav,       RIFF",
                "a.txt,  text/plain,      %PDF-1.7",
                "a.txt,  text/plain,      hex:0001020304",
                "a.csv,  text/csv,        hex:504b0304",
            })
    void refuseContentThatDoesNotMatchItsType(String name, String contentType, String beginning) {
        var file = bytes(beginning);
        var upload = customer.start(name, contentType, file.length);

        var answer = AttachmentCalls.put(upload, file);

        assertRefused(answer, 400, "ValidationException");
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> customer.complete(upload.attachmentId()));
        assertThat(customer.participant().everything())
                .noneMatch(item -> item.typeAsString().equals("ATTACHMENT"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a.jpg,  image/jpeg,      hex:ffd8ffe0",
                "a.pdf,  application/pdf, %PDF-1.7",
                "a.doc,  application/msword, hex:d0cf11e0a1b11ae1",
                "a.xls,  application/vnd.ms-excel, hex:d0cf11e0a1b11ae1",
                "a.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, hex:504b0304",
                "a.pptx, application/vnd.openxmlformats-officedocument.presentationml.presentation, hex:504b0304",
                "a.wav,  audio/x-wav,     hex:524946462400000057415645666d7420",
                "a.csv,  text/csv,        hex:612c62fc",
                // Cyrillic as Windows encodes it, and Japanese as Excel does (Shift JIS).
                "a.txt,  text/plain,      hex:cff0e8e2e5f22c20ece8f0210d0a",
                "a.csv,  text/csv,        hex:93fa967b8cea2c820d0a",
                "a.txt,  text/plain,      From: Ada",
                "a.txt,  text/plain,      <html>",
                "a.txt,  text/plain,      hex:fffe68006900",
            })
    void acceptContentThatMatchesItsType(String name, String contentType, String beginning) {
        var file = bytes(beginning);

        var id = customer.attach(name, contentType, file);

        assertThat(customer.download(id)).isEqualTo(file);
    }

    @Test
    void acceptAnUploadWithAnyContentTypeHeader() {
        for (var contentType : new String[] {"multipart/form-data; boundary=x", "application/x-www-form-urlencoded"}) {
            var upload = customer.startPng(PNG.length);
            var put = HttpRequest.newBuilder(URI.create(upload.uploadMetadata().url()))
                    .header("Content-Type", contentType)
                    .PUT(BodyPublishers.ofByteArray(PNG))
                    .build();

            assertThat(AttachmentCalls.send(put, BodyHandlers.ofString()).statusCode())
                    .as(contentType)
                    .isEqualTo(200);
        }
    }

    @Test
    void acceptACorrectUploadAfterARefusedOne() {
        var upload = customer.startPng(PNG.length);
        assertThat(AttachmentCalls.put(upload, AttachmentCalls.resized(PNG, 999))
                        .statusCode())
                .isEqualTo(400);
        assertThat(AttachmentCalls.put(upload, new byte[PNG.length]).statusCode())
                .isEqualTo(400);
        assertThat(AttachmentCalls.put(upload, PNG).statusCode()).isEqualTo(200);

        customer.complete(upload.attachmentId());
    }

    @Test
    void mayBeCalledByPagesOfOtherOrigins() {
        var upload = customer.startPng(PNG.length);
        var uri = URI.create(upload.uploadMetadata().url());
        var preflight = HttpRequest.newBuilder(uri)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "content-type")
                .build();

        var answer = AttachmentCalls.send(preflight, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("PUT"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("content-type");

        var put = HttpRequest.newBuilder(uri)
                .header("Origin", "https://app.example.com")
                .header("Content-Type", "image/png")
                .PUT(BodyPublishers.ofByteArray(PNG))
                .build();
        var uploaded = AttachmentCalls.send(put, BodyHandlers.ofString());
        assertThat(uploaded.statusCode()).isEqualTo(200);
        assertThat(uploaded.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
        customer.complete(upload.attachmentId());

        var url = URI.create(customer.link(upload.attachmentId()).url());
        for (int status : new int[] {200, 403}) {
            var get = HttpRequest.newBuilder(url)
                    .header("Origin", "https://app.example.com")
                    .build();
            var downloaded = AttachmentCalls.send(get, BodyHandlers.ofString());
            assertThat(downloaded.statusCode()).isEqualTo(status);
            assertThat(downloaded.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("https://app.example.com");
        }
    }
}
