package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTimeTests {

    private static final Instant TIME = Instant.parse("2015-08-30T12:36:00Z");

    @Test
    void readsWhatItWrites() {
        assertThat(SigningTime.text(TIME)).isEqualTo("20150830T123600Z");
        assertThat(SigningTime.parse("20150830T123600Z")).contains(TIME);
        assertThat(SigningTime.day(TIME)).isEqualTo("20150830");
    }

    @Test
    void writesLeadingZeros() {
        assertThat(SigningTime.text(Instant.parse("0987-01-02T03:04:05.678Z"))).isEqualTo("09870102T030405Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 30 Aug 2015 12:36:00 GMT", "20150830T123600Z"})
    void readsADateHeader(String text) {
        assertThat(SigningTime.parseDateHeader(text)).contains(TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20150830",
                "20150830T123600",
                "20150230T123600Z",
                "20150830T246000Z",
                "20150830T123660Z",
                "2015-08-30T12:36:00Z",
                "20150830t123600Z",
                "20150830T123600z",
                "-0150830T123600Z",
                "201508３0T123600Z",
                "20150830T12 600Z"
            })
    void refusesMalformedTimes(String text) {
        assertThat(SigningTime.parse(text)).isEmpty();
        assertThat(SigningTime.parseDateHeader(text)).isEmpty();
    }
}
