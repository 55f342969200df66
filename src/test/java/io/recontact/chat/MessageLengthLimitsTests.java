package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InvalidParameterException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageLengthLimitsTests {

    /** SEED limits code points by content type, CURRENT limits bytes. */
    @ParameterizedTest
    @CsvSource({
        "SEED,    text/plain,       x,  1024",
        "SEED,    text/plain,       é,  1024",
        "SEED,    text/plain,       😀, 1024",
        "SEED,    text/markdown,    😀, 1024",
        "SEED,    application/json, 😀, 12000",
        "SEED,    application/vnd.amazonaws.connect.message.interactive.response, x, 12288",
        "CURRENT, text/plain,       x,  16384",
        "CURRENT, text/markdown,    é,  8192",
        "CURRENT, application/json, 😀, 4096",
        "CURRENT, application/vnd.amazonaws.connect.message.interactive.response, €, 5461",
    })
    void allowTheMaximumAndNoMore(MessageLengthLimits limits, String type, String character, int most) {
        limits.check("Content", new ChatMessage(type, character.repeat(most)));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> limits.check("Content", new ChatMessage(type, character.repeat(most + 1))))
                .withMessageContaining("Content")
                .withMessageNotContaining(character.repeat(2));
    }
}
