package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestControlTest
class TestControlAccessTests {

    private final TestControls controls;
    private final Service.Calls calls;
    private final RawCalls raw;

    TestControlAccessTests(TestControls controls, Service.Calls calls, RawCalls raw) {
        this.controls = controls;
        this.calls = calls;
        this.raw = raw;
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 127.0.0.1, recontact.test-controls.remote", "Origin, http://127.0.0.1, web pages"})
    void refusesProxiesAndWebPages(String header, String value, String message) {
        var answer = controls.send("GET", "/clock", "", header, value);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("AccessDeniedException");
        assertThat(answer.body()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clocks", "/clock/", "/instance", "/faults/1/2"})
    void otherPathsAreUnknown(String path) {
        var answer = controls.send("GET", path, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test-controls/v1/clock;x", "/test-controls/v1/%63lock", "/x/..;/test-controls/v1/clock"})
    void aDisguisedPathIsAdmittedByNobody(String path) {
        assertThat(raw.send(HttpRequest.newBuilder(calls.endpoint().resolve(path))
                                .build())
                        .statusCode())
                .isIn(400, 403);
        assertThat(raw.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void refusesOtherContentTypes() {
        var answer = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/test-controls/v1/clock/advance"))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{\"By\": \"PT1H\"}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
    }
}
