package io.recontact.webhook.streaming;

import io.recontact.api.SessionId;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.chat.transcript.TranscriptRepository;
import io.recontact.webhook.DeliveryFailedException;
import io.recontact.webhook.StreamingEndpoint;
import io.recontact.webhook.WebhookClient;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Delivers one stream for a while: item by item, each when the one before has been taken. */
@Component
class StreamWorker {

    private static final Logger log = LoggerFactory.getLogger(StreamWorker.class);

    /** How many items of one stream are delivered before others of its endpoint have their turn. */
    private static final int BATCH = 50;

    /** How many streams may be read at once: delivery must not keep requests from their connections. */
    private static final int READERS = 2;

    private final TranscriptRepository transcript;
    private final StreamLeaseRepository leaseRepository;
    private final StreamPayloads payloads;
    private final WebhookClient webhooks;
    private final StreamMetrics metrics;
    private final Semaphore readers = new Semaphore(READERS);

    StreamWorker(
            TranscriptRepository transcript,
            StreamLeaseRepository leaseRepository,
            StreamPayloads payloads,
            WebhookClient webhooks,
            StreamMetrics metrics) {
        this.transcript = transcript;
        this.leaseRepository = leaseRepository;
        this.payloads = payloads;
        this.webhooks = webhooks;
        this.metrics = metrics;
    }

    /** Delivers what there is, and gives the lease back; tells whether the stream is due again already. */
    boolean deliver(LeasedStream stream, StreamingEndpoint endpoint, BooleanSupplier resumes) {
        var entries = read(stream.session(), stream.next());
        var next = stream.next();
        for (var rest = entries.iterator(); rest.hasNext(); ) {
            var entry = rest.next();
            if (!resumes.getAsBoolean()) {
                leaseRepository.queueAgain(stream, next);
                return false;
            }
            try {
                webhooks.post(endpoint, payloads.write(stream, endpoint, entry));
            } catch (DeliveryFailedException e) {
                pause(stream, endpoint, next == stream.next() ? stream.failures() + 1 : 1, e);
                return false;
            }
            metrics.delivered(endpoint.arn(), entry.at());
            next = entry.sequence() + 1;
            if (entry.endsChat()) {
                leaseRepository.finish(stream, next);
                return false;
            }
            // Of the last one it is noted when the lease is given back.
            if (rest.hasNext() && !leaseRepository.advance(stream, next)) {
                return false; // it has been stopped, or another node is at it by now
            }
        }
        if (entries.size() == BATCH) {
            leaseRepository.queueAgain(stream, next);
            return true;
        }
        return leaseRepository.giveBack(stream, next);
    }

    private List<StoredItem> read(SessionId session, long next) {
        readers.acquireUninterruptibly();
        try {
            return transcript.after(session, next - 1, BATCH);
        } finally {
            readers.release();
        }
    }

    private void pause(LeasedStream stream, StreamingEndpoint endpoint, int failures, DeliveryFailedException failure) {
        metrics.failed(endpoint.arn(), failure.reason());
        if (failures == 1) {
            log.info("{} has not taken an item of stream {}: {}", endpoint.arn(), stream.id(), failure.getMessage());
        }
        leaseRepository.pause(stream, failures);
    }
}
