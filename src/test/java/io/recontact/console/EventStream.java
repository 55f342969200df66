package io.recontact.console;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The events of a live page, as they arrive. */
final class EventStream implements AutoCloseable {

    /** An event and its data. */
    record Event(String name, String data) {}

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean isOver;

    EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.startVirtualThread(this::read);
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            @Nullable String name = null;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && name != null) {
                    events.add(new Event(name, line.substring("data: ".length())));
                    name = null;
                }
            }
        } catch (IOException _) {
            // closed
        }
        isOver = true;
    }

    int status() {
        return response.statusCode();
    }

    /** Waits for an event, forgets it and those before it, and returns it. */
    Event next(String name) {
        await().until(() -> events.stream().anyMatch(event -> event.name().equals(name)));
        while (true) {
            var event = events.removeFirst();
            if (event.name().equals(name)) {
                return event;
            }
        }
    }

    void forget() {
        events.clear();
    }

    boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException _) {
            // closed by the service
        }
    }
}
