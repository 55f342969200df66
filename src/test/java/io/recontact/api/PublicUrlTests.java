package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PublicUrlTests {

    private static String websocket(@Nullable String configured, String scheme, String host, int port) {
        var request = new MockHttpServletRequest("POST", "/participant/connection");
        request.setScheme(scheme);
        request.setServerName(host);
        request.setServerPort(port);
        return new PublicUrl(new PublicUrlProperties(configured == null ? null : URI.create(configured)))
                .websocket(request, "/participant/ws");
    }

    /** ChatJS accepts only {@code wss://} and {@code ws://127.0.0.1:port}. */
    @ParameterizedTest
    @CsvSource({
        "http,  127.0.0.1,        8080, ws://127.0.0.1:8080/participant/ws",
        "http,  localhost,        8080, ws://127.0.0.1:8080/participant/ws",
        "http,  localhost,        80,   ws://127.0.0.1:80/participant/ws",
        "http,  127.0.0.1,        80,   ws://127.0.0.1:80/participant/ws",
        "http,  LocalHost,        8080, ws://127.0.0.1:8080/participant/ws",
        "https, localhost,        8443, wss://localhost:8443/participant/ws",
        "https, chat.example.com, 443,  wss://chat.example.com/participant/ws",
        "http,  localhost.example.com, 8080, ws://localhost.example.com:8080/participant/ws",
        "http,  chat.example.com, 80,   ws://chat.example.com/participant/ws",
    })
    void isTheHostOfTheRequestByDefault(String scheme, String host, int port, String url) {
        assertThat(websocket(null, scheme, host, port)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.com,       wss://chat.example.com/participant/ws",
        "https://chat.example.com/,      wss://chat.example.com/participant/ws",
        "https://example.com:8443/chat/, wss://example.com:8443/chat/participant/ws",
        "http://localhost:9000,          ws://127.0.0.1:9000/participant/ws",
        "http://localhost,               ws://127.0.0.1:80/participant/ws",
        "http://localhost/base,          ws://127.0.0.1:80/base/participant/ws",
        "'',                             wss://named.example.com/participant/ws",
    })
    void isTheConfiguredUrl(String configured, String url) {
        assertThat(websocket(configured, "https", "named.example.com", 443)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wss://chat.example.com", "chat.example.com", "https:///path", "ftp://example.com", "/path"})
    void refusesInvalidUrls(String configured) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicUrlProperties(URI.create(configured)))
                .withMessageContaining("recontact.public-url");
    }
}
