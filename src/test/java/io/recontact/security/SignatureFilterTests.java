package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.Arns;
import io.recontact.database.DataDirectory;
import io.recontact.security.RawExchange.Outcome;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

class SignatureFilterTests {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final AccessKey KEY = new AccessKey("RCNTKEY", "the/secret+of/the+key", Set.of(), false);
    private static final AccessKey READER = new AccessKey("RCNTREADER", "the secret of the reader", Set.of(), true);
    private static final String DESCRIBE = "/contacts/5c7b6d6c-1111-4222-8333-444444444444/c";
    private static final String START = "/contact/chat";

    private final SignedRequests requests = SignedRequests.by(KEY, NOW);

    @Nullable private RawExchange exchange;

    @BeforeEach
    void open() throws ClassNotFoundException {
        exchange = new RawExchange(verification(null));
    }

    @AfterEach
    void close() {
        exchange().close();
    }

    @Test
    void acceptsASignedRequest() throws Exception {
        var outcome = send(requests.put(START + "?b=1%202&a=%2B&b=0", "{\"InstanceId\": \"ä\"}"));

        assertThat(outcome.refusal()).isEmpty();
        assertThat(outcome.caller())
                .contains(new Caller(KEY.id(), new Arns("eu-central-1", "123456789012"), Set.of(), true));
    }

    @Test
    void acceptsEncodedSlashes() throws Exception {
        assertThat(send(requests.get("/contacts/arn%3Aaws%3Aconnect%3Ax%3A1%3Ainstance%2Fi/c"))
                        .caller())
                .isPresent();
    }

    @Test
    void acceptsAClientThatSignsOnlyHostAndDate() throws Exception {
        // The signed headers of botocore: content-type;host;x-amz-date.
        var request = requests.sign(
                SdkHttpMethod.PUT, START, "{}", unsigned -> unsigned.putHeader("Content-Type", "application/json"));
        request.addHeader("User-Agent", "Boto3");
        request.addHeader("amz-sdk-invocation-id", "1");

        assertThat(send(request).caller()).isPresent();
    }

    @Test
    void refusesAnUnsignedRequest() throws Exception {
        assertThat(send(new MockHttpServletRequest("GET", DESCRIBE)).refusal())
                .isEqualTo("403 MissingAuthenticationTokenException");
        assertThat(exchange().refused("MissingAuthenticationTokenException")).isEqualTo(1);
    }

    @Test
    void refusesAnUnknownKey() throws Exception {
        assertThat(send(requests.withKeyId("RCNTOTHER").get(DESCRIBE)).refusal())
                .isEqualTo("403 UnrecognizedClientException");
    }

    @Test
    void refusesAWrongSecret() throws Exception {
        assertRefused("does not match", requests.withSecret("another").get(DESCRIBE));
    }

    @Test
    void refusesAnotherBody() throws Exception {
        var request = requests.put(START, "{\"a\":1}");
        request.setContent("{\"a\":2}".getBytes(StandardCharsets.UTF_8));
        assertRefused("not the hash of the body", request);

        // The same without a hash in the headers, as botocore signs.
        var bare = without("x-amz-content-sha256", request);
        assertRefused("not present in the request: x-amz-content-sha256", bare);
        setHeader(bare, "Authorization", authorization(request).replace("x-amz-content-sha256;", ""));
        assertRefused("does not match", bare);
    }

    @Test
    void refusesAnotherMethodPathOrQuery() throws Exception {
        var method = requests.get(DESCRIBE);
        method.setMethod("DELETE");
        assertRefused("does not match", method);

        var path = requests.get(DESCRIBE);
        path.setRequestURI(DESCRIBE + "2");
        assertRefused("does not match", path);

        var query = requests.get(DESCRIBE + "?maxResults=1");
        query.setQueryString("maxResults=2");
        assertRefused("does not match", query);

        var added = requests.get(DESCRIBE);
        added.setQueryString("maxResults=2");
        assertRefused("does not match", added);
    }

    @Test
    void refusesAnotherHeader() throws Exception {
        var changed = requests.get(DESCRIBE);
        setHeader(changed, "Host", "elsewhere");
        assertRefused("does not match", changed);

        var repeated = requests.get(DESCRIBE);
        repeated.addHeader("Host", "elsewhere");
        assertRefused("does not match", repeated);

        assertRefused("not present in the request: host", without("Host", requests.get(DESCRIBE)));

        var token = requests.get(DESCRIBE);
        token.addHeader("X-Amz-Security-Token", "token");
        assertRefused("not signed: x-amz-security-token", token);
    }

    @Test
    void ignoresHeadersOfCloudFront() throws Exception {
        var request = requests.get(DESCRIBE);
        request.addHeader("X-Amz-Cf-Id", "id");

        assertThat(send(request).caller()).isPresent();
    }

    @Test
    void requiresASignedSecurityToken() throws Exception {
        var request = requests.sign(
                SdkHttpMethod.GET, DESCRIBE, "", unsigned -> unsigned.putHeader("X-Amz-Security-Token", "token"));
        assertThat(send(request).caller()).isPresent();

        setHeader(request, "X-Amz-Security-Token", "another");
        assertRefused("does not match", request);
    }

    @ParameterizedTest
    @ValueSource(longs = {-15 * 60, -1, 0, 1, 15 * 60})
    void toleratesClockSkew(long seconds) throws Exception {
        // Signatures carry whole seconds.
        var server = verification(Instant.parse("2026-03-04T05:06:07Z"), null);
        try (var exact = new RawExchange(server)) {
            assertThat(exact.send(requests.at(NOW.plusSeconds(seconds)).get(DESCRIBE))
                            .refusal())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-901, Signature expired: 20260304T045106Z is now earlier than 20260304T045107Z (20260304T050607Z - 15 min.)",
        "901, Signature not yet current: 20260304T052108Z is still later than 20260304T052107Z (20260304T050607Z + 15 min.)"
    })
    void refusesTooMuchClockSkew(long seconds, String message) throws Exception {
        assertRefused(message, requests.at(NOW.plusSeconds(seconds)).get(DESCRIBE));
    }

    @Test
    void refusesAnotherScope() throws Exception {
        assertRefused(
                "correct service: 'connect'", requests.forService("execute-api").get(DESCRIBE));

        var date = requests.get(DESCRIBE);
        setHeader(date, "Authorization", authorization(date).replace("/20260304/", "/20260303/"));
        assertRefused("'20260303' != '20260304', from '20260304T050607Z'", date);

        var terminator = requests.get(DESCRIBE);
        setHeader(terminator, "Authorization", authorization(terminator).replace("/aws4_request", "/aws5_request"));
        assertRefused("valid terminator: 'aws4_request', not 'aws5_request'", terminator);

        var region = requests.get(DESCRIBE);
        setHeader(region, "Authorization", authorization(region).replace("/eu-central-1/", "/eu-west-1/"));
        assertRefused("does not match", region);
    }

    @Test
    void refusesAnotherRegionWhereOneIsSet() throws Exception {
        try (var regional = new RawExchange(verification("us-west-2"))) {
            var foreign = regional.send(requests.get(DESCRIBE));
            assertThat(foreign.refusal()).isEqualTo("403 InvalidSignatureException");
            assertThat(foreign.message()).contains("not 'eu-central-1'");

            assertThat(regional.send(requests.forRegion("us-west-2").get(DESCRIBE))
                            .caller()
                            .map(Caller::arns))
                    .contains(new Arns("us-west-2", "123456789012"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Credential=[^,]+, | | requires 'Credential' parameter",
                "SignedHeaders=[^,]+, | | requires 'SignedHeaders' parameter",
                ", Signature=.* | | requires 'Signature' parameter",
                "AWS4-HMAC-SHA256 | AWS4-HMAC-SHA1 | must begin with",
                "AWS4-HMAC-SHA256 | Bearer | must begin with",
                ".+ | '' | must begin with",
                "Signature= | Signatures= | each once",
                "$ | , Signature=00 | each once",
                "$ | , | each once",
                "/aws4_request | '' | 5 slash-delimited",
                "RCNTKEY/ | RCNT/KEY/ | 5 slash-delimited",
                "RCNTKEY/ | / | 5 slash-delimited",
                "/20260304/ | /2026034/ | 5 slash-delimited",
                "/eu-central-1/ | /EU_CENTRAL/ | 5 slash-delimited",
                "host;* | '' | must be a 'SignedHeader'",
                "SignedHeaders=host | SignedHeaders=Host;host | lower case",
                "SignedHeaders=host | SignedHeaders=;host | lower case",
                "Signature=. | Signature= | 64 lower-case",
                "Signature=. | Signature=G | 64 lower-case",
            })
    void refusesAMalformedAuthorization(String part, @Nullable String replacement, String message) throws Exception {
        var request = requests.get(DESCRIBE);
        setHeader(
                request,
                "Authorization",
                authorization(request).replaceFirst(part, replacement == null ? "" : replacement));

        var outcome = send(request);
        assertThat(outcome.refusal()).isEqualTo("400 IncompleteSignatureException");
        assertThat(outcome.message()).contains(message);
        assertThat(outcome.served()).isFalse();
    }

    @Test
    void acceptsAnAuthorizationWithoutSpaces() throws Exception {
        var request = requests.get(DESCRIBE);
        setHeader(request, "Authorization", authorization(request).replace(", ", ","));

        assertThat(send(request).caller()).isPresent();
    }

    @Test
    void refusesARequestWithoutAUsableDate() throws Exception {
        assertIncomplete("existence of either", without("X-Amz-Date", requests.get(DESCRIBE)));

        var unreadable = requests.get(DESCRIBE);
        setHeader(unreadable, "X-Amz-Date", "2026-03-04T05:06:07Z");
        assertIncomplete("basic format", unreadable);

        var twice = requests.get(DESCRIBE);
        twice.addHeader("X-Amz-Date", "20260304T050607Z");
        assertIncomplete("basic format", twice);
    }

    @Test
    void refusesTwoSignatures() throws Exception {
        var headers = requests.get(DESCRIBE);
        headers.addHeader("Authorization", authorization(headers));
        assertIncomplete("more than one signature", headers);

        var both = requests.presignedFor(Duration.ofMinutes(1)).get(DESCRIBE);
        both.addHeader("Authorization", authorization(headers));
        assertIncomplete("more than one signature", both);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", "E3B0"})
    void refusesABodyThatIsNotSigned(String hash) throws Exception {
        var request = requests.put(START, "{}");
        setHeader(request, "x-amz-content-sha256", hash);

        assertRefused("not the hash of the body", request);
    }

    @Test
    void acceptsAPresignedRequest() throws Exception {
        var presigned = requests.presignedFor(Duration.ofHours(1));

        assertThat(send(presigned.get(DESCRIBE + "?maxResults=5")).caller()).isPresent();
        assertThat(send(presigned.at(NOW.minusSeconds(3599)).get(DESCRIBE)).caller())
                .isPresent();
        assertThat(send(presigned.at(NOW.plusSeconds(900)).get(DESCRIBE)).caller())
                .isPresent();
    }

    @Test
    void refusesAnExpiredPresignedRequest() throws Exception {
        var presigned = requests.presignedFor(Duration.ofHours(1));

        assertRefused(
                "(20260304T050607Z - 3600 sec.)",
                presigned.at(NOW.minusSeconds(3601)).get(DESCRIBE));
        assertRefused(
                "Signature not yet current", presigned.at(NOW.plusSeconds(901)).get(DESCRIBE));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Expires=60, X-Amz-Expires=61, 403 InvalidSignatureException",
        "maxResults=5, maxResults=6, 403 InvalidSignatureException",
        "X-Amz-Signature=., X-Amz-Signature=, 400 IncompleteSignatureException",
        "X-Amz-Expires=60, X-Amz-Expires=604801, 400 IncompleteSignatureException",
        "X-Amz-Expires=60, X-Amz-Expires=0, 400 IncompleteSignatureException",
        "X-Amz-Expires=60, X-Amz-Expires=-1, 400 IncompleteSignatureException",
        "X-Amz-Expires=60, X-Amz-Expires=99999999999999999999, 400 IncompleteSignatureException",
        "X-Amz-Expires=60, a=b, 400 IncompleteSignatureException",
        "X-Amz-Expires=60, X-Amz-Expires=60&X-Amz-Expires=60, 400 IncompleteSignatureException",
        "X-Amz-Date=2, X-Amz-Date=x, 400 IncompleteSignatureException",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256, X-Amz-Algorithm=none, 400 IncompleteSignatureException",
        "X-Amz-Algorithm=AWS4-HMAC-SHA256, a=b, 400 IncompleteSignatureException",
        "X-Amz-Signature=, X-Amz-Signed=, 400 IncompleteSignatureException",
        "X-Amz-Credential=RCNTKEY, X-Amz-Credential=RCNT%0AKEY, 400 IncompleteSignatureException",
        "X-Amz-SignedHeaders=host, X-Amz-SignedHeaders=date, 400 IncompleteSignatureException",
        "maxResults=5, maxResults=%, 400 InvalidRequestException",
    })
    void refusesAChangedPresignedRequest(String part, String replacement, String refusal) throws Exception {
        var request = requests.presignedFor(Duration.ofMinutes(1)).get(DESCRIBE + "?maxResults=5");
        var query = Objects.requireNonNull(request.getQueryString());
        request.setQueryString(query.replaceFirst(part, replacement));
        assertThat(request.getQueryString()).isNotEqualTo(query);

        assertThat(send(request).refusal()).isEqualTo(refusal);
    }

    @Test
    void limitsAReadOnlyKeyToReads() throws Exception {
        var reader = SignedRequests.by(READER, NOW);

        assertThat(send(reader.get(DESCRIBE)).caller().map(Caller::mayWrite)).contains(false);
        var write = send(reader.put(START, "{}"));
        assertThat(write.refusal()).isEqualTo("403 AccessDeniedException");
        assertThat(write.message()).contains("RCNTREADER may only read, which StartChatContact does not");
        assertThat(send(reader.get("/no/such/operation")).refusal()).isEqualTo("403 AccessDeniedException");
        assertThat(exchange().refused("AccessDeniedException")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /participant/connection",
        "GET, /participant/views/..%2F..%2Fcontacts",
        "POST, /participant/no-such-operation",
        "GET, /actuator/health"
    })
    void exemptsParticipantsAndOperators(String method, String path) throws Exception {
        var request = new MockHttpServletRequest(method, path);
        request.addHeader("Authorization", "AWS4-HMAC-SHA256 Credential=/x");

        var outcome = send(request);
        assertThat(outcome.served()).isTrue();
        assertThat(outcome.caller()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/participant/../contact/chat",
                "/participant/%2e%2e/contact/chat",
                "/participant/x;/../contact/chat",
                "/actuator/../contact/chat",
                "/participant",
                "/participants/x",
                "/error"
            })
    void refusesPathsThatOnlyLookExempt(String path) throws Exception {
        assertThat(send(new MockHttpServletRequest("POST", path)).refusal())
                .isEqualTo("403 MissingAuthenticationTokenException");
    }

    @ExtendWith(OutputCaptureExtension.class)
    @Test
    void logsTheReasonOfARefusalWithoutTheSignature(CapturedOutput output) throws Exception {
        var request = requests.withSecret("another").put(START, "{}");
        send(request);

        assertThat(output).contains("Refused StartChatContact", "key RCNTKEY", "InvalidSignatureException");
        assertThat(output).doesNotContain(authorization(request).replaceFirst(".*Signature=", ""), KEY.secret());
    }

    private void assertRefused(String message, MockHttpServletRequest request) throws IOException, ServletException {
        var outcome = send(request);
        assertThat(outcome.refusal()).isEqualTo("403 InvalidSignatureException");
        assertThat(outcome.message()).contains(message);
        assertThat(outcome.served()).isFalse();
    }

    private void assertIncomplete(String message, MockHttpServletRequest request) throws IOException, ServletException {
        var outcome = send(request);
        assertThat(outcome.refusal()).isEqualTo("400 IncompleteSignatureException");
        assertThat(outcome.message()).contains(message);
    }

    private Outcome send(MockHttpServletRequest request) throws IOException, ServletException {
        return exchange().send(request);
    }

    private RawExchange exchange() {
        return Objects.requireNonNull(exchange);
    }

    private static SignatureVerifier verification(@Nullable String region) {
        return verification(NOW, region);
    }

    private static SignatureVerifier verification(Instant now, @Nullable String region) {
        var settings = new SecurityProperties(List.of(KEY, READER), region, "123456789012", false);
        var keys = new AccessKeys(settings, DataDirectory.at(Path.of("never-made")));
        return new SigV4Verifier(settings, keys, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String authorization(MockHttpServletRequest request) {
        return Objects.requireNonNull(request.getHeader("Authorization"));
    }

    private static void setHeader(MockHttpServletRequest request, String name, String value) {
        request.removeHeader(name);
        request.addHeader(name, value);
    }

    private static MockHttpServletRequest without(String header, MockHttpServletRequest request) {
        request.removeHeader(header);
        return request;
    }
}
