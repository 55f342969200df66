package io.recontact.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WidgetPropertiesTests {

    private static WidgetProperties with(
            List<String> origins, @Nullable UUID instance, @Nullable UUID flow, List<String> attributes) {
        return new WidgetProperties(
                true,
                origins,
                instance,
                flow,
                attributes,
                1,
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example.com",
                "http://localhost:3000",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "https://a-b.example"
            })
    void acceptsExactOrigins(String origin) {
        assertThat(with(List.of(origin), null, null, List.of()).allowedOrigins())
                .containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "shop.example.com",
                "https://*.example.com",
                "https://shop.example.com/",
                "https://shop.example.com/path",
                "https://Shop.example.com",
                "https://shop.example.com; script-src *",
                "https://user@shop.example.com",
                "ftp://shop.example.com",
                "file://",
                ""
            })
    void refusesEverythingElse(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(List.of(origin), null, null, List.of()))
                .withMessageContaining("recontact.widget.allowed-origins");
    }

    @Test
    void needsAnInstanceAndAFlow() {
        var id = UUID.randomUUID();
        assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(), id, null, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(), null, id, List.of()));
        assertThat(with(List.of(), null, null, List.of()).destination()).isEmpty();
        assertThat(with(List.of(), id, id, List.of()).destination()).isPresent();
    }

    @Test
    void boundsTheAttributes() {
        assertThatIllegalArgumentException().isThrownBy(() -> with(List.of(), null, null, List.of("a b")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(List.of(), null, null, Collections.nCopies(21, "a")));
    }
}
