package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HmacSha256Tests {

    /** Test case 2 of RFC 4231. */
    private static final String CODE = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private static final byte[] MESSAGE = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);

    private final HmacSha256 function = new HmacSha256("Jefe".getBytes(StandardCharsets.UTF_8));

    @Test
    void computesThePublishedCode() {
        assertThat(HexFormat.of().formatHex(function.code(MESSAGE))).isEqualTo(CODE);
    }

    @Test
    void computesTheSameInAnyNumberOfThreads() {
        var codes = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(_ -> HexFormat.of().formatHex(function.code(MESSAGE)))
                .distinct();
        assertThat(codes).containsExactly(CODE);
    }
}
