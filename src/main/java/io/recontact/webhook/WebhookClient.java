package io.recontact.webhook;

import io.recontact.webhook.DeliveryFailedException.Reason;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Calls endpoints. No redirect is followed, so that nothing but what the settings list is ever called. */
@Component
public class WebhookClient implements AutoCloseable {

    /** The time at which a request was sealed, in seconds since 1970. */
    public static final String TIMESTAMP = "X-Recontact-Timestamp";

    /** {@code sha256=} and the hexadecimal HMAC-SHA256 of the timestamp, a full stop, and the body. */
    public static final String SIGNATURE = "X-Recontact-Signature";

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    /** Of functions: "The response must be less than 32 KB" (Administrator Guide, "AWS Lambda function"). */
    private static final long MAX_ANSWER_BYTES = 32 * 1024;

    private static final String ALGORITHM = "HmacSHA256";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final Duration answerWithin;
    private final Clock clock;

    WebhookClient(WebhookProperties settings, Clock clock) {
        this.answerWithin = settings.answerWithin();
        this.clock = clock;
    }

    /** How long one call takes at the most, unless it says otherwise. */
    public Duration answerWithin() {
        return answerWithin;
    }

    /**
     * Posts a letter to an endpoint, and returns when it has been taken: answered with a status of 200 to 299.
     *
     * @throws DeliveryFailedException if it was not, as far as can be told
     */
    public void post(WebhookEndpoint endpoint, WebhookRequest letter) throws DeliveryFailedException {
        post(endpoint, letter, answerWithin);
    }

    /** Posts a letter to an endpoint that may take another time for its answer. */
    public void post(WebhookEndpoint endpoint, WebhookRequest letter, Duration answerWithin)
            throws DeliveryFailedException {
        var status = send(request(endpoint, letter), BodyHandlers.discarding(), answerWithin)
                .statusCode();
        if (status < 200 || status > 299) {
            throw new DeliveryFailedException(Reason.REFUSED, "It answers with status " + status);
        }
    }

    /**
     * Asks a function, and returns what it answers with a status of 200 to 299.
     *
     * @param within how long it may take for its whole answer
     * @throws DeliveryFailedException if it does not, or its answer is too long
     */
    public String ask(WebhookEndpoint function, WebhookRequest letter, Duration within) throws DeliveryFailedException {
        var answer = send(
                request(function, letter), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES), within);
        if (answer.statusCode() < 200 || answer.statusCode() > 299) {
            throw new DeliveryFailedException(Reason.REFUSED, "It answers with status " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest request(WebhookEndpoint endpoint, WebhookRequest letter) {
        var request = HttpRequest.newBuilder(endpoint.url())
                .POST(BodyPublishers.ofString(letter.body()))
                .header("Content-Type", letter.contentType())
                .header("User-Agent", "Recontact");
        letter.headers().forEach(request::header);
        if (endpoint.secret() != null) {
            var timestamp = String.valueOf(clock.instant().getEpochSecond());
            request.header(TIMESTAMP, timestamp)
                    .header(SIGNATURE, "sha256=" + sign(endpoint.secret(), timestamp + "." + letter.body()));
        }
        return request.build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration answerWithin)
            throws DeliveryFailedException {
        var answer = http.sendAsync(request, body);
        try {
            // The client's own timeout ends with the headers, and would wait for a body forever.
            return answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new DeliveryFailedException(Reason.TIMED_OUT, "It does not answer within " + answerWithin, e);
        } catch (ExecutionException e) {
            // Without the cause's message, which may repeat the URL.
            var cause = e.getCause() == null ? e : e.getCause();
            throw new DeliveryFailedException(
                    Reason.UNREACHABLE,
                    "It cannot be reached: " + cause.getClass().getSimpleName(),
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new DeliveryFailedException(Reason.UNREACHABLE, "The service is in a hurry to stop", e);
        }
    }

    private static String sign(String secret, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
