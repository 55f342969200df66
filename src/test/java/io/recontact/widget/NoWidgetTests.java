package io.recontact.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service without settings of the widget. */
@ServiceTest
class NoWidgetTests {

    private final Service.Calls calls;
    private final HttpClient http = HttpClient.newHttpClient();

    NoWidgetTests(Service.Calls calls) {
        this.calls = calls;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(calls.endpoint() + path));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/widget.js", "/widget", "/widget/chat", "/widget/assets/0123456789abcdef/chat.js"})
    void servesNothing(String path) throws Exception {
        assertThat(status(request(path))).isEqualTo(404);
    }

    @Test
    void startsNoChat() throws Exception {
        assertThat(status(request("/widget/chats")
                        .header("Content-Type", "application/json")
                        .header("Origin", calls.endpoint().toString())
                        .POST(BodyPublishers.ofString("{}"))))
                .isEqualTo(404);
    }
}
