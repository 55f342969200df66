package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertDenied;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connectparticipant.model.ConnectParticipantException;
import software.amazon.awssdk.services.connectparticipant.model.ResourceNotFoundException;

/** Rules for all operations of the participant API, and operations that it does not support. */
@ServiceTest
class ParticipantProtocolTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;

    ParticipantProtocolTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
    }

    @ParameterizedTest
    @ValueSource(strings = {"view", "arn:aws:connect:x/y", "a b", "ü", "%2F", "..", "a;b", "a.b?c#d"})
    void findsNoView(String token) {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        assertRefused(
                () -> customer.client()
                        .describeView(r ->
                                r.connectionToken(customer.connectionToken()).viewToken(token)),
                ResourceNotFoundException.class,
                404);
    }

    @Test
    void checksTheTokenBeforeTheView() {
        assertDenied(() ->
                calls.participants().describeView(r -> r.connectionToken("x").viewToken("view")));
    }

    @Test
    void namesUnsupportedOperations() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var session = UUID.randomUUID().toString();

        assertThatExceptionOfType(ConnectParticipantException.class)
                .isThrownBy(() -> customer.client()
                        .cancelParticipantAuthentication(r ->
                                r.connectionToken(customer.connectionToken()).sessionId(session)))
                .satisfies(ParticipantProtocolTests::assertUnknownOperation)
                .withMessageContaining("CancelParticipantAuthentication");
        assertThatExceptionOfType(ConnectParticipantException.class)
                .isThrownBy(() -> customer.client()
                        .getAuthenticationUrl(r -> r.connectionToken(customer.connectionToken())
                                .sessionId(session)
                                .redirectUri("https://example.com")))
                .satisfies(ParticipantProtocolTests::assertUnknownOperation)
                .withMessageContaining("GetAuthenticationUrl");
    }

    private static void assertUnknownOperation(ConnectParticipantException refusal) {
        assertThat(refusal.statusCode()).isEqualTo(404);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
        assertThat(refusal.awsErrorDetails().rawResponse().asUtf8String())
                .contains("\"__type\":\"UnknownOperationException\"");
    }

    @Test
    void ignoresUnknownMembers() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var answer =
                raw.post("/participant/transcript", customer.connectionToken(), "{\"FromTheFuture\": [{\"a\": null}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void answersEmptyOutputsWithAnEmptyObject() {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var answer = raw.post("/participant/disconnect", customer.connectionToken(), "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data"})
    void refusesContentTypesThatAreNotJson(String type) {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var answer = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/participant/transcript"))
                .header("Content-Type", type)
                .header("X-Amz-Bearer", customer.connectionToken())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertRefused(answer, "UnsupportedMediaTypeException", 415);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /participant/message",
        "PUT,    /participant/connection",
        "DELETE, /participant/disconnect",
        "POST,   /participant/views/x",
        "POST,   /participant",
        "POST,   /participant/",
        "POST,   /participant/message/",
        "POST,   /participant/Message",
        "POST,   /participant/message/x",
    })
    void hasNoOtherRoutes(String method, String path) {
        var customer = calls.customerOf(tenant.start(_ -> {}));

        var answer = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve(path))
                .header("Content-Type", "application/json")
                .header("X-Amz-Bearer", customer.connectionToken())
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.statusCode()).as(answer.body()).isIn(403, 404);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType"))
                .hasValueSatisfying(type ->
                        assertThat(type).isIn("UnknownOperationException", "MissingAuthenticationTokenException"));
    }
}
