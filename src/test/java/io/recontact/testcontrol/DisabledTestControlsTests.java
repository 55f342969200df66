package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;

/** The service with its default settings. */
@ServiceTest
class DisabledTestControlsTests {

    private final Service.Calls calls;
    private final RawCalls raw;
    private final ApplicationContext context;

    DisabledTestControlsTests(Service.Calls calls, RawCalls raw, ApplicationContext context) {
        this.calls = calls;
        this.raw = raw;
        this.context = context;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/test-controls/v1/clock", "/test-controls/v1/faults", "/test-controls/v1"})
    void thePathsAreUnknownLikeAnyOther(String path) {
        var signed = raw.get(path);
        assertThat(signed.statusCode()).isEqualTo(404);
        assertThat(signed.headers().firstValue("x-amzn-ErrorType")).contains("UnknownOperationException");

        var unsigned =
                raw.send(HttpRequest.newBuilder(calls.endpoint().resolve(path)).build());
        var any = raw.send(HttpRequest.newBuilder(calls.endpoint().resolve("/no/such/path"))
                .build());
        assertThat(unsigned.statusCode()).isEqualTo(any.statusCode());
        assertThat(unsigned.body()).isEqualTo(any.body());
    }

    @Test
    void nothingOfThemExistsButTheirSettingsAndTheNamesOfTheirTables() {
        assertThat(Arrays.stream(context.getBeanDefinitionNames())
                        .map(context::getType)
                        .filter(Objects::nonNull)
                        .map(Class::getName)
                        .filter(name -> name.startsWith(TestControlTest.class.getPackageName())
                                || name.contains("InstanceState")
                                || name.contains("WebSocketControl")))
                .containsExactlyInAnyOrder(
                        TestControlInstanceData.class.getName(), TestControlProperties.class.getName());
    }
}
