package io.recontact.streaming;

import io.recontact.egress.Egress;
import io.recontact.egress.NotTakenException;
import io.recontact.egress.StreamingEndpoint;
import io.recontact.transcript.Entry;
import io.recontact.transcript.Transcript;
import io.recontact.wire.SessionId;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Delivers one stream for a while: item by item, each when the one before has been taken. */
@Component
class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    /** How many items of one stream are delivered before others of its endpoint have their turn. */
    private static final int BATCH = 50;

    /** How many streams may be read at once: delivery must not keep requests from their connections. */
    private static final int READERS = 2;

    private final Transcript transcript;
    private final Leases leases;
    private final Letters letters;
    private final Egress egress;
    private final StreamMetrics metrics;
    private final Semaphore readers = new Semaphore(READERS);

    Courier(Transcript transcript, Leases leases, Letters letters, Egress egress, StreamMetrics metrics) {
        this.transcript = transcript;
        this.leases = leases;
        this.letters = letters;
        this.egress = egress;
        this.metrics = metrics;
    }

    /** Delivers what there is, and gives the lease back; tells whether the stream is due again already. */
    boolean deliver(ChatStream stream, StreamingEndpoint endpoint, BooleanSupplier goesOn) {
        var entries = read(stream.session(), stream.next());
        var next = stream.next();
        for (var rest = entries.iterator(); rest.hasNext(); ) {
            var entry = rest.next();
            if (!goesOn.getAsBoolean()) {
                leases.queueAgain(stream, next);
                return false;
            }
            try {
                egress.post(endpoint, letters.write(stream, endpoint, entry));
            } catch (NotTakenException e) {
                pause(stream, endpoint, next == stream.next() ? stream.failures() + 1 : 1, e);
                return false;
            }
            metrics.delivered(endpoint.arn(), entry.at());
            next = entry.sequence() + 1;
            if (entry.endsChat()) {
                leases.finish(stream, next);
                return false;
            }
            // Of the last one it is noted when the lease is given back.
            if (rest.hasNext() && !leases.advance(stream, next)) {
                return false; // it has been stopped, or another node is at it by now
            }
        }
        if (entries.size() == BATCH) {
            leases.queueAgain(stream, next);
            return true;
        }
        return leases.giveBack(stream, next);
    }

    private List<Entry> read(SessionId session, long next) {
        readers.acquireUninterruptibly();
        try {
            return transcript.after(session, next - 1, BATCH);
        } finally {
            readers.release();
        }
    }

    private void pause(ChatStream stream, StreamingEndpoint endpoint, int failures, NotTakenException failure) {
        metrics.failed(endpoint.arn(), failure.reason());
        if (failures == 1) {
            log.info("{} has not taken an item of stream {}: {}", endpoint.arn(), stream.id(), failure.getMessage());
        }
        leases.pause(stream, failures);
    }
}
