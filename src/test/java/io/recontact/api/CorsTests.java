package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, where most chats run: chatjs-protocol.md §7. */
@ServiceTest
class CorsTests {

    private static final String ORIGIN = "https://shop.example.com";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;

    CorsTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(calls.endpoint().resolve(path)).header("Origin", ORIGIN);
    }

    private HttpResponse<String> preflight(String path, String method, String headers) {
        return raw.send(request(path)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .build());
    }

    private static Set<String> names(HttpResponse<String> answer, String header) {
        return answer.headers().allValues(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static void assertReadable(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                .singleElement()
                .isIn(ORIGIN, "*");
        assertThat(names(answer, "Access-Control-Expose-Headers")).contains("x-amzn-requestid", "x-amzn-errortype");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .as("nothing goes by cookies")
                .isEmpty();
    }

    /** The preflights of ChatJS 5.0.0 and of the AWS SDK for JavaScript v3 (connect-chat-api.md §1.5). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization,content-type,x-amz-bearer,x-amz-content-sha256,x-amz-date,x-amz-user-agent",
                "amz-sdk-invocation-id,amz-sdk-request,authorization,content-type,x-amz-bearer,x-amz-content-sha256,"
                        + "x-amz-date,x-amz-security-token,x-amz-user-agent",
            })
    void arePreflightedBeforeTheyHaveAToken(String headers) {
        for (var operation : List.of("connection", "message", "event", "transcript", "disconnect", "attachment")) {
            var answer = preflight("/participant/" + operation, "POST", headers);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValueSatisfying(origin -> assertThat(origin).isIn(ORIGIN, "*"));
            assertThat(names(answer, "Access-Control-Allow-Headers"))
                    .as("a wildcard would not cover authorization")
                    .contains(headers.split(",", -1));
            assertThat(names(answer, "Access-Control-Allow-Methods")).contains("post");
            assertThat(answer.headers()
                            .firstValueAsLong("Access-Control-Max-Age")
                            .orElse(0))
                    .isPositive();
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/participant/views/some%2Fview, GET",
        "/participant/attachments/ticket, PUT",
        "/contact/chat, PUT",
        "/contacts/i/c, GET",
        "/contact/tags/i/c, DELETE",
    })
    void mayCallAllOtherOperations(String path, String method) {
        var answer = preflight(path, method, "authorization,content-type,x-amz-date");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(names(answer, "Access-Control-Allow-Methods")).contains(method.toLowerCase(Locale.ROOT));
    }

    @Test
    void readAnswers() {
        var chat = tenant.start(_ -> {});

        var answer = raw.send(request("/participant/connection")
                .header("Content-Type", "application/json")
                .header("X-Amz-Bearer", chat.participantToken())
                .POST(HttpRequest.BodyPublishers.ofString("{\"Type\": [\"WEBSOCKET\"]}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertReadable(answer);
        assertThat(names(answer, "Vary")).as("for caches in between").contains("origin");
    }

    /** A page that cannot read an error would treat it as a network failure. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/participant/connection | application/json | {\"Type\": [\"WEBSOCKET\"]} | 403 | AccessDeniedException",
                "/participant/message | application/json | { | 403 | AccessDeniedException",
                "/participant/cancel-authentication | application/json | {} | 404 | UnknownOperationException",
                "/participant/nothing | application/json | {} | 404 | UnknownOperationException",
                "/contact/create-participant | application/json | {} | 403 | MissingAuthenticationTokenException",
            })
    void readErrors(String path, String type, String body, int status, String error) {
        var answer = raw.send(request(path)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
        assertReadable(answer);
    }

    @Test
    void readTheErrorOfATooLargeRequest() {
        var chat = tenant.start(_ -> {});

        var answer = raw.send(request("/participant/message")
                .header("Content-Type", "application/json")
                .header("X-Amz-Bearer", calls.customerOf(chat).connectionToken())
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(3 * 1024 * 1024)))
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("ValidationException");
        assertReadable(answer);
    }
}
