package io.recontact.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.ConnectParticipantException;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** Refusals of the participant service: typed in the SDK, and named in a header and in the body, as pages need it. */
public final class RefusedCalls {

    private RefusedCalls() {}

    /** Asserts a 403, the answer to every invalid token. */
    public static void assertDenied(ThrowingCallable call) {
        assertRefused(call, AccessDeniedException.class, 403);
    }

    /** Asserts a 400. */
    public static void assertInvalid(ThrowingCallable call) {
        assertRefused(call, ValidationException.class, 400);
    }

    /** Asserts an error of the model. */
    public static void assertRefused(
            ThrowingCallable call, Class<? extends ConnectParticipantException> shape, int status) {
        assertThatExceptionOfType(shape).isThrownBy(call).satisfies(refusal -> {
            var details = refusal.awsErrorDetails();
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(details.errorCode()).isEqualTo(shape.getSimpleName());
            assertThat(details.errorMessage()).isNotBlank();
            assertThat(details.sdkHttpResponse().firstMatchingHeader("x-amzn-ErrorType"))
                    .contains(shape.getSimpleName());
            assertThat(details.rawResponse().asUtf8String())
                    .contains("\"__type\":\"%s\"".formatted(shape.getSimpleName()));
        });
    }

    /** Asserts an error of the model in a raw answer. */
    public static void assertRefused(HttpResponse<String> answer, String shape, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(shape);
        assertThat(answer.headers().firstValue("x-amzn-RequestId"))
                .hasValueSatisfying(id -> assertThat(UUID.fromString(id)).isNotNull());
        assertThat(answer.body()).contains("\"Message\":\"", "\"__type\":\"%s\"".formatted(shape));
    }
}
