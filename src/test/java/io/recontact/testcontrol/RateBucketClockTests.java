package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.Service;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.model.ConnectException;

@TestControlTest
@TestPropertySource(properties = "recontact.limits.rates=ListInstances=0.5/1")
class RateBucketClockTests {

    private final TestControls controls;
    private final Service.Calls calls;

    RateBucketClockTests(TestControls controls, Service.Calls calls) {
        this.controls = controls;
        this.calls = calls;
    }

    private void list() {
        calls.connect().listInstances(_ -> {});
    }

    @Test
    void ratesCountRealSecondsWhereverTheClockIs() {
        controls.advance("P30D");
        list();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::list);

        controls.call("DELETE", "/clock", "");

        await().untilAsserted(() -> assertThatCode(this::list).doesNotThrowAnyException());
    }
}
