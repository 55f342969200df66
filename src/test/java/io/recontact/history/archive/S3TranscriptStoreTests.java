package io.recontact.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.recontact.history.archive.TranscriptArchiveProperties.S3;
import io.recontact.testing.HttpReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** PutObject and DeleteObject of transcripts, whose signatures are those of the AWS SDK. */
class S3TranscriptStoreTests {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private static final String KEY = "a b/connect/i/ChatTranscripts/2026/03/09/c_20260309T23:07_UTC.json";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-09T23:10:00Z"), ZoneOffset.UTC);

    private record Received(Map<String, String> headers, String body) {}

    private final HttpReceiver<Received> bucket = new HttpReceiver<>(Received::new);

    @AfterEach
    void close() {
        bucket.close();
    }

    private String endpoint() {
        return "http://127.0.0.1:" + bucket.url().getPort();
    }

    private static S3TranscriptStore store(String endpoint, Duration answerWithin) {
        var settings = new TranscriptArchiveProperties(
                null,
                new S3(endpoint, "my-bucket", "eu-central-1", "AKIDEXAMPLE", "secret"),
                "",
                answerWithin,
                Duration.ofMinutes(5),
                false,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1));
        return new S3TranscriptStore(settings, CLOCK);
    }

    private void put(String content, Duration answerWithin) throws IOException {
        try (var transcript = SpooledTranscript.of(stream -> stream.write(content.getBytes(StandardCharsets.UTF_8)))) {
            store(endpoint(), answerWithin).put(KEY, transcript, 1);
        }
    }

    private String authorizationOfTheSdk(Map<String, String> received, String content) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.valueOf(received.getOrDefault(HttpReceiver.METHOD, "")))
                .uri(URI.create(endpoint() + received.getOrDefault(HttpReceiver.PATH, "")));
        var contentType = received.get("Content-Type");
        if (contentType != null) {
            unsigned.putHeader("Content-Type", contentType);
        }
        var request = unsigned.build();
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create("AKIDEXAMPLE", "secret"))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(content))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void putsASignedObject(int times) throws IOException {
        var content = "{\"Content\":\"Grüße\"}".repeat(times);

        put(content, Duration.ofSeconds(10));

        assertThat(bucket.accepted()).singleElement().satisfies(request -> {
            assertThat(request.headers())
                    .containsEntry(HttpReceiver.METHOD, "PUT")
                    .containsEntry(
                            HttpReceiver.PATH,
                            "/my-bucket/a%20b/connect/i/ChatTranscripts/2026/03/09/c_20260309T23%3A07_UTC.json")
                    .containsEntry("Content-Type", "application/json")
                    .containsEntry("Content-Length", String.valueOf(content.getBytes(StandardCharsets.UTF_8).length))
                    .containsEntry("x-amz-date", "20260309T231000Z");
            assertThat(request.body()).isEqualTo(content);
            assertThat(request.headers())
                    .containsEntry("Authorization", authorizationOfTheSdk(request.headers(), content));
        });
    }

    @Test
    void deletesByASignedRequest() throws IOException {
        store(endpoint(), Duration.ofSeconds(10)).delete(KEY);

        assertThat(bucket.accepted())
                .singleElement()
                .satisfies(request -> assertThat(request.headers())
                        .containsEntry(HttpReceiver.METHOD, "DELETE")
                        .containsEntry(
                                HttpReceiver.PATH,
                                "/my-bucket/a%20b/connect/i/ChatTranscripts/2026/03/09/c_20260309T23%3A07_UTC.json")
                        .containsEntry("Authorization", authorizationOfTheSdk(request.headers(), "")));
    }

    /** The errors of the <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 API</a>. */
    @ParameterizedTest
    @CsvSource({"404, NoSuchKey, true", "404, NoSuchBucket, false", "403, AccessDenied, false"})
    void acceptsThatAnObjectIsGoneAlready(int status, String code, boolean isGone) throws IOException {
        var error = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code></Error>"
                .formatted(code)
                .getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, error.length);
                exchange.getResponseBody().write(error);
            }
        });
        server.start();
        try {
            var store = store("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(10));
            if (isGone) {
                assertThatCode(() -> store.delete(KEY)).doesNotThrowAnyException();
            } else {
                assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.delete(KEY));
            }
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 403, 404, 503})
    void failsUnlessTheBucketAccepts(int status) {
        bucket.answer(_ -> status);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> put("{}", Duration.ofSeconds(10)))
                .withMessage("The bucket answers with status " + status);
        assertThat(bucket.requests()).hasSize(1);
    }

    @Test
    void doesNotWaitForASlowBucket() {
        var answer = bucket.hold();
        try {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> put("{}", Duration.ofMillis(200)))
                    .withMessageContaining("does not answer within");
        } finally {
            answer.countDown();
        }
    }

    @Test
    void failsWithoutABucket() {
        bucket.stop();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> put("{}", Duration.ofSeconds(10)))
                .withMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "s3.example.com, b-1, k, endpoint",
        "https://s3.example.com?x=1, b-1, k, endpoint",
        "https://user@s3.example.com, b-1, k, endpoint",
        "https://s3.example.com, b/1, k, bucket",
        "https://s3.example.com, '', k, bucket",
        "https://s3.example.com, b-1, '', access-key-id",
    })
    void refusesIncompleteSettings(String endpoint, String bucketName, String accessKey, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new S3(endpoint, bucketName, "us-east-1", accessKey, "the secret"))
                .withMessageContaining(named)
                .withMessageNotContaining("the secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "a/", "..", "a/../b", "a//b", "a b", "."})
    void refusesOtherPrefixes(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TranscriptArchiveProperties(
                        null,
                        new S3("", "", "us-east-1", "", ""),
                        prefix,
                        A_SECOND,
                        A_SECOND,
                        false,
                        A_SECOND,
                        A_SECOND))
                .withMessageContaining("prefix");
    }

    @Test
    void refusesTwoStores() {
        var s3 = new S3("https://s3.example.com", "bucket", "us-east-1", "A", "the secret");
        assertThat(s3.toString()).doesNotContain("the secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TranscriptArchiveProperties(
                        Path.of("x"), s3, "", A_SECOND, A_SECOND, false, A_SECOND, A_SECOND))
                .withMessageContaining("only one");
    }
}
