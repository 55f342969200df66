package io.recontact.delivery;

import io.recontact.transcript.Notice;
import io.recontact.transcript.TranscriptGrew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells what was committed: the websockets of this node at once, other nodes a moment later, everything of that moment
 * together (design: delivery between nodes).
 */
@Component
class Announcer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    /** The pause between two announcements; what happens meanwhile goes together. */
    private static final Duration PAUSE = Duration.ofMillis(3);

    private final LiveChats chats;
    private final WakeUp wakeUp;
    private final Frames frames;
    private final DeliveryMetrics metrics;
    private final Signals signals = new Signals(UUID.randomUUID());
    private final BlockingQueue<Signal> waiting = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread sender;

    Announcer(LiveChats chats, WakeUp wakeUp, Frames frames, DeliveryMetrics metrics) {
        this.chats = chats;
        this.wakeUp = wakeUp;
        this.frames = frames;
        this.metrics = metrics;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void announce(TranscriptGrew grown) {
        chats.wake(grown.session());
        waiting.add(new Signal(grown.session(), null));
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void announce(Notice notice) {
        var item = frames.item(notice.item());
        chats.pass(notice.session(), item);
        waiting.add(new Signal(notice.session(), item));
    }

    private void hear(String text) {
        List<Signal> heard;
        try {
            heard = signals.read(text);
        } catch (RuntimeException e) {
            // A node of another version may write so. What it wants to tell is found by the poll; whoever listens goes
            // on.
            log.warn("A wake-up was not understood: {}", e.getClass().getSimpleName());
            return;
        }
        for (var signal : heard) {
            if (signal.passing() == null) {
                chats.wake(signal.session());
            } else {
                chats.pass(signal.session(), signal.passing());
            }
        }
    }

    private void sendAll() {
        var batch = new ArrayList<Signal>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                wakeUp.send(signals.write(new LinkedHashSet<>(batch)));
                batch.clear();
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // which ends the loop
            } catch (RuntimeException e) {
                // Other nodes find by their poll what was not announced.
                log.warn("Other nodes were not woken: {}", e.toString());
                metrics.wakeUpFailed();
                batch.clear();
            }
        }
    }

    @Override
    public void start() {
        wakeUp.listen(this::hear, chats::wakeAll);
        sender = Thread.ofVirtual().name("announcer").start(this::sendAll);
    }

    @Override
    public void stop() {
        var thread = sender;
        if (thread != null) {
            thread.interrupt();
            sender = null;
        }
        wakeUp.close();
    }

    /** Goes on until the last request has been answered. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return sender != null;
    }
}
