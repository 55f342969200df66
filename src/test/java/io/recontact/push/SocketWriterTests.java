package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketMessage;

class SocketWriterTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PushMetrics metrics = new PushMetrics(meters, Clock.system(ZoneOffset.UTC));

    private double cut(String reason) {
        var counter =
                meters.find("recontact.websockets.cut").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    /** A client that reads only on request, or whose connection is lost. */
    private static final class StuckSocket extends FakeSocket {

        private final CountDownLatch stuck = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final boolean isGone;

        StuckSocket(boolean isGone) {
            this.isGone = isGone;
        }

        @Override
        public void sendMessage(WebSocketMessage<?> message) throws IOException {
            stuck.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (isGone) {
                throw new IOException("Broken pipe");
            }
            super.sendMessage(message);
        }
    }

    /** As at the end of a chat: frames one after the other, then the close. */
    @Test
    void writesAllFramesBeforeItCloses() {
        for (int round = 0; round < 5_000; round++) {
            var socket = new FakeSocket();
            var outbox = new SocketWriter(socket, metrics);

            outbox.put("left");
            for (int i = 0; i < round % 100; i++) {
                Thread.onSpinWait(); // so that the close comes at any step of the writer
            }
            outbox.put("ended");
            outbox.closeAfterwards(CloseStatus.NORMAL);

            socket.awaitClosed();
            assertThat(socket.log()).as("round %d", round).startsWith("left", "ended", "closed 1000");
        }
    }

    @Test
    void keepsTheOrder() {
        var socket = new FakeSocket();
        var outbox = new SocketWriter(socket, metrics);
        var frames = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();

        frames.forEach(outbox::put);
        outbox.closeAfterwards(CloseStatus.GOING_AWAY);

        await().until(() -> !socket.isOpen());
        var expected = new ArrayList<>(frames);
        expected.add("closed 1001");
        assertThat(socket.log()).isEqualTo(expected);
    }

    @Test
    void acceptsNoFrameAfterTheClose() {
        var socket = new FakeSocket();
        var outbox = new SocketWriter(socket, metrics);

        outbox.closeAfterwards(CloseStatus.NORMAL);
        outbox.put("too late");
        outbox.closeAfterwards(CloseStatus.GOING_AWAY);

        await().until(() -> !socket.isOpen());
        assertThat(socket.log()).containsExactly("closed 1000");
    }

    @Test
    void disconnectsASlowClientWithoutWaiting() throws InterruptedException {
        var socket = new StuckSocket(false);
        var outbox = new SocketWriter(socket, metrics);
        outbox.put("first");
        socket.stuck.await();

        for (int i = 0; i < 101; i++) {
            outbox.put("x".repeat(10_000));
        }

        await().until(() -> socket.log().equals(List.of("closed 1013")));
        assertThat(cut("slow")).isEqualTo(1);
        outbox.put("more");
        socket.released.countDown();
        await().until(() -> socket.log().contains("first"));
        assertThat(socket.log()).noneMatch(frame -> frame.startsWith("x") || frame.equals("more"));
    }

    @Test
    void countsALostClientOnce() throws InterruptedException {
        var socket = new StuckSocket(true);
        var outbox = new SocketWriter(socket, metrics);
        outbox.put("first");
        socket.stuck.await();
        outbox.put("second");

        socket.released.countDown();
        await().until(() -> !socket.isOpen());
        for (int i = 0; i < 200; i++) {
            outbox.put("x".repeat(10_000));
        }

        assertThat(socket.log()).containsExactly("closed 4500");
        assertThat(cut("unwritable")).isEqualTo(1);
        assertThat(cut("slow")).isZero();
    }
}
