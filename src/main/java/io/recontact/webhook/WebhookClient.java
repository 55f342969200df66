package io.recontact.webhook;

import io.recontact.api.CallSpans;
import io.recontact.api.HmacSha256;
import io.recontact.api.RealTime;
import io.recontact.webhook.DeliveryFailedException.Reason;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Posts requests to endpoints, Lambda functions and bots. It follows no redirect, so it calls only URLs of the
 * settings.
 */
@Component
public class WebhookClient implements AutoCloseable {

    /** The header with the time of the signature, in seconds since 1970. */
    public static final String TIMESTAMP = "X-Recontact-Timestamp";

    /** The header with {@code sha256=} and the hexadecimal HMAC-SHA256 of the timestamp, a full stop, and the body. */
    public static final String SIGNATURE = "X-Recontact-Signature";

    /** The header with the id of a call of a function or a bot; the same when the call is repeated. */
    public static final String INVOCATION = "X-Recontact-Invocation-Id";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** "The response must be less than 32 KB" (Administrator Guide, "AWS Lambda function"). */
    private static final long MAX_RESULT_BYTES = 32 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final CallSpans spans;
    private final Clock clock;

    WebhookClient(CallSpans spans, @RealTime Clock clock) {
        this.spans = spans;
        this.clock = clock;
    }

    /**
     * Posts a request to an endpoint and waits until the endpoint accepts it, with a status of 200 to 299.
     *
     * @param timeout maximum time to wait for the complete response
     * @throws DeliveryFailedException if the endpoint has not accepted the request, as far as is known
     */
    void post(WebhookEndpoint endpoint, WebhookRequest request, Duration timeout) throws DeliveryFailedException {
        send(endpoint, request, BodyHandlers.discarding(), timeout);
    }

    /**
     * Invokes a function or a bot and returns its result: the body of an answer with a status of 200 to 299.
     *
     * @param timeout maximum time to wait for the complete response
     * @throws DeliveryFailedException if there is no result, or one of more than 32 kB
     */
    public String invoke(WebhookEndpoint endpoint, WebhookRequest request, Duration timeout)
            throws DeliveryFailedException {
        return send(endpoint, request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_RESULT_BYTES), timeout);
    }

    private <T> T send(WebhookEndpoint endpoint, WebhookRequest request, BodyHandler<T> handler, Duration timeout)
            throws DeliveryFailedException {
        var builder = httpRequest(endpoint, request);
        try (var call = spans.post(endpoint.name(), endpoint.url(), builder::setHeader)) {
            var answer = await(http.sendAsync(builder.build(), handler), timeout);
            call.answered(answer.statusCode());
            if (answer.statusCode() < 200 || answer.statusCode() > 299) {
                throw new DeliveryFailedException(Reason.REFUSED, "It answers with status " + answer.statusCode());
            }
            return answer.body();
        }
    }

    private HttpRequest.Builder httpRequest(WebhookEndpoint endpoint, WebhookRequest request) {
        var builder = HttpRequest.newBuilder(endpoint.url())
                .POST(BodyPublishers.ofString(request.body()))
                .header("Content-Type", request.contentType())
                .header("User-Agent", "Recontact");
        request.headers().forEach(builder::header);
        if (endpoint.secret() != null) {
            var timestamp = String.valueOf(clock.instant().getEpochSecond());
            builder.header(TIMESTAMP, timestamp)
                    .header(SIGNATURE, "sha256=" + sign(endpoint.secret(), timestamp + "." + request.body()));
        }
        return builder;
    }

    private static <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, Duration timeout)
            throws DeliveryFailedException {
        try {
            // The timeout of the client ends with the headers, and would not limit the body.
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new DeliveryFailedException(Reason.TIMED_OUT, "It does not answer within " + timeout, e);
        } catch (ExecutionException e) {
            // Leaves out the cause's message, which may contain the URL.
            var cause = e.getCause() == null ? e : e.getCause();
            throw new DeliveryFailedException(
                    Reason.UNREACHABLE,
                    "It cannot be reached: " + cause.getClass().getSimpleName(),
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new DeliveryFailedException(Reason.UNREACHABLE, "The service shuts down", e);
        }
    }

    private static String sign(String secret, String text) {
        var function = new HmacSha256(secret.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(function.code(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Aborts the current requests. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
