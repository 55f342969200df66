package io.recontact.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** HTTP requests that no client library would send, with a valid signature. */
public final class RawCalls {

    private static final Set<String> SET_BY_THE_CLIENT = Set.of("host", "content-length");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final Clock clock;
    private final AwsCredentialsIdentity key;

    /** Calls a service or node. */
    public RawCalls(URI endpoint, Clock clock) {
        this(endpoint, clock, AwsCredentialsIdentity.create(Service.KEY_ID, Service.KEY_SECRET));
    }

    private RawCalls(URI endpoint, Clock clock, AwsCredentialsIdentity key) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.key = key;
    }

    /** The same with another key. */
    public RawCalls with(String keyId, String secret) {
        return new RawCalls(endpoint, clock, AwsCredentialsIdentity.create(keyId, secret));
    }

    /** Sends a body with PUT. */
    public HttpResponse<String> put(String path, String body) {
        return send("PUT", path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a body with POST. */
    public HttpResponse<String> post(String path, String body) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Gets a path, which may be escaped in any way. */
    public HttpResponse<String> get(String path) {
        return send("GET", path, new byte[0]);
    }

    /** Gets a path whose answer is not text. */
    public HttpResponse<InputStream> download(String path) {
        return send(signed("GET", path, new byte[0]), BodyHandlers.ofInputStream());
    }

    /** Sends bytes to a path without encoding it. */
    public HttpResponse<String> send(String method, String path, byte[] body) {
        return send(signed(method, path, body));
    }

    private HttpRequest signed(String method, String path, byte[] body) {
        return sign(method, path, "application/json", body)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Signs a request for a body, which the caller sets, or replaces by another. */
    public HttpRequest.Builder sign(String method, String path, String contentType, byte[] body) {
        var uri = URI.create(endpoint + path);
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(uri)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType);
        var signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(key)
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "connect")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-central-1")
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, clock))
                .request();
        var request = HttpRequest.newBuilder(uri);
        signed.forEachHeader((name, values) -> {
            if (!SET_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request;
    }

    /** Posts a body to the participant service, with or without a token. */
    public HttpResponse<String> post(String path, @Nullable String token, String body) {
        var request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Amz-Bearer", token);
        }
        return send(request.build());
    }

    /** Sends a request unchanged; it is unsigned unless it has a signature. */
    public HttpResponse<String> send(HttpRequest request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
