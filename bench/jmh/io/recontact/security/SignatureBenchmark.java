package io.recontact.security;

import io.recontact.api.ReadRequest;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.mock.web.DelegatingServletInputStream;

/**
 * Verifies the signature of one request over and over. The headers are those of the AWS SDK for Java, and are bytes
 * before each verification, as Tomcat receives them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SignatureBenchmark {

    private static final AccessKey KEY = new AccessKey("RCNTBENCHMARK", "the secret of the benchmark", Set.of(), false);
    private static final String INSTANCE = "5c7b6d6c-1111-4222-8333-444444444444";
    private static final Map<String, String> TARGETS = Map.of(
            "DescribeContact", "GET /contacts/" + INSTANCE + "/01890a5d-ac96-774b-bcce-b302099a8057",
            "StartChatContact", "PUT /contact/chat");
    private static final Map<String, String> BODIES = Map.of("StartChatContact", """
            {"InstanceId":"%1$s","ContactFlowId":"%1$s","Attributes":{"case":"4711","language":"de"},\
            "ParticipantDetails":{"DisplayName":"Customer"},\
            "InitialMessage":{"ContentType":"text/plain","Content":"My parcel has not arrived. Where is it?"},\
            "SupportedMessagingContentTypes":["text/plain","text/markdown"],"ChatDurationInMinutes":1440}""".formatted(
                    INSTANCE));

    @Param({"DescribeContact", "StartChatContact"})
    public String operation;

    private final org.apache.coyote.Request received = new org.apache.coyote.Request();
    private final TreeMap<String, byte[]> headers = new TreeMap<>();
    private HttpServletRequest request;
    private SigV4Verifier verifier;

    @Setup
    public void sign() throws IOException {
        var clock = Clock.fixed(Instant.parse("2026-11-27T10:00:00Z"), ZoneOffset.UTC);
        var now = clock.instant();
        var settings = new SecurityProperties(List.of(KEY), null, "123456789012", false);
        verifier = new SigV4Verifier(settings, new AccessKeys(settings, null), clock);
        var target = TARGETS.get(operation).split(" ");
        var body = BODIES.getOrDefault(operation, "").getBytes(StandardCharsets.UTF_8);
        var signed = new TreeMap<>(Map.of(
                "amz-sdk-invocation-id", List.of("7b2f4b8c-4a4e-4b70-a6f5-5f3b6c1f2d3e"),
                "amz-sdk-request", List.of("attempt=1; max=4"),
                "content-type", List.of("application/json"),
                "host", List.of("127.0.0.1:8080"),
                "x-amz-content-sha256", List.of(Sha256.hex(body)),
                "x-amz-date", List.of(SigningTime.text(now))));
        var credential =
                new Credential(KEY.id(), SigningTime.day(now), "eu-central-1", "connect", "aws4_request");
        var canonical = new CanonicalRequest(
                target[0], target[1], CanonicalQueryString.parse(null), signed, Sha256.hex(body));
        var signature = new SigningKeys().sign(KEY, credential, canonical.stringToSign(now, credential));
        signed.forEach((name, values) -> headers.put(name, bytes(values.getFirst())));
        headers.put("accept", bytes("*/*"));
        headers.put("user-agent", bytes("aws-sdk-java/2.40.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1 lang/java#25"));
        headers.put(
                "authorization",
                bytes("AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(KEY.id(), credential.scope(), String.join(";", signed.keySet()), signature)));
        received.setMethod(target[0]);
        received.requestURI().setString(target[1]);
        request = ReadRequest.of(new HttpServletRequestWrapper(new Request(new Connector(), received)) {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new ByteArrayInputStream(body));
            }
        });
    }

    @Benchmark
    public Caller verify() {
        var fields = received.getMimeHeaders();
        fields.recycle();
        headers.forEach((name, value) -> fields.addValue(name).setBytes(value, 0, value.length));
        return verifier.verify(SignedRequest.of(request));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
