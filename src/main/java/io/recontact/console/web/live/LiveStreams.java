package io.recontact.console.web.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.configuration.Permission;
import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleProperties;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.OpenSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Serves streams of server-sent events. Each occupies the virtual thread of its request, which waits and holds nothing
 * else: no database connection, no lock. A stream carries no data of contacts, so what a page shows always passes the
 * checks of an ordinary request.
 */
@Component
@ConsoleEnabled
public class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

    /** The most open pages of a user on this node. The oldest ends when there are more. */
    private static final int MAX_OF_USER = 10;

    /** Shown on a page whose stream has ended for good. */
    private static final String ENDED =
            "<p class=\"notice bad\">This page is no longer live. <a href=\"\">Reload it</a></p>";

    private final OpenSessions sessions;
    private final ConsoleProperties settings;
    private final Map<UserId, List<LiveStream>> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean isRunning;

    LiveStreams(OpenSessions sessions, ConsoleProperties settings, MeterRegistry meters) {
        this.sessions = sessions;
        this.settings = settings;
        Gauge.builder("recontact.console.streams.open", count, AtomicInteger::get)
                .description("Live pages of the console open on this node")
                .register(meters);
    }

    /** A source of the events for a page. */
    public interface Feed {

        /** Begins to send events to a stream: first one for each part, since a part may have changed unheard. */
        Subscription subscribe(LiveStream stream);
    }

    /** Sends events until it is closed. */
    public interface Subscription extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Answers a request with events until the browser leaves, the sign-in ends, or the user loses the permission. The
     * check of the last two comes with each heartbeat.
     */
    public void serve(
            HttpServletRequest request,
            HttpServletResponse response,
            ConsoleUser user,
            Permission permission,
            Feed feed) {
        var session = request.getSession(false);
        if (session == null || !isRunning || count.get() >= settings.maxStreams()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        var stream = new LiveStream();
        count.incrementAndGet();
        add(user.id(), stream);
        try (var _ = feed.subscribe(stream)) {
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // Otherwise nginx collects events.
            response.setHeader("X-Accel-Buffering", "no");
            write(response, "retry: 1000\n\n");
            send(response, stream, () -> sessions.isOpen(session.getId(), user, permission));
        } catch (IOException e) {
            log.debug("A browser has closed its stream: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service stops; the browser connects to another node
        } finally {
            remove(user.id(), stream);
            count.decrementAndGet();
        }
    }

    /** Answers whether a stream may go on. */
    private interface Check {

        boolean holds();
    }

    private void send(HttpServletResponse response, LiveStream stream, Check check)
            throws IOException, InterruptedException {
        var heartbeat = settings.streamHeartbeat();
        var checked = System.nanoTime();
        while (true) {
            var events = stream.take(heartbeat);
            if (events.isEmpty()) {
                return;
            }
            if (System.nanoTime() - checked >= heartbeat.toNanos()) {
                if (!check.holds()) {
                    write(response, event(LiveStream.END, ENDED));
                    return;
                }
                checked = System.nanoTime();
            }
            var text = new StringBuilder();
            events.get().forEach((part, html) -> text.append(event(part, html)));
            write(response, text.isEmpty() ? ":\n\n" : text.toString());
            if (events.get().containsKey(LiveStream.END)) {
                return;
            }
        }
    }

    private static String event(String name, String html) {
        return "event: %s\ndata: %s\n\n".formatted(name, html.replaceAll("\\R", "\ndata: "));
    }

    private static void write(HttpServletResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private void add(UserId user, LiveStream stream) {
        open.compute(user, (_, present) -> {
            var streams = present == null ? new CopyOnWriteArrayList<LiveStream>() : present;
            streams.add(stream);
            if (streams.size() > MAX_OF_USER) {
                streams.removeFirst().show(LiveStream.END, ENDED);
            }
            return streams;
        });
    }

    private void remove(UserId user, LiveStream stream) {
        open.computeIfPresent(user, (_, streams) -> {
            streams.remove(stream);
            return streams.isEmpty() ? null : streams;
        });
    }

    @Override
    public void start() {
        isRunning = true;
    }

    /** Closes all streams, so that a shutdown does not wait for them. */
    @Override
    public void stop() {
        isRunning = false;
        open.values().forEach(streams -> streams.forEach(LiveStream::close));
    }

    /** Stops before the web server waits for the last requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
