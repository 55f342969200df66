package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Iso8601TimeTests {

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T08:09:10.011Z, 2026-11-27T08:09:10.011Z",
        "2026-01-02T03:04:00Z,     2026-01-02T03:04:00.000Z",
        "1999-12-31T23:59:59.999Z, 1999-12-31T23:59:59.999Z",
        "2026-03-04T05:06:07.080Z,  2026-03-04T05:06:07.080Z",
    })
    void alwaysHasMilliseconds(Instant time, String text) {
        assertThat(Iso8601Time.of(time)).isEqualTo(text);
        assertThat(Iso8601Time.parse("AbsoluteTime", text)).isEqualTo(Instant.parse(text));
    }
}
