package io.recontact.chat.attachment;

import io.recontact.api.SharedGauges;
import java.time.Clock;
import java.util.function.IntUnaryOperator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what nobody can use any more: uploads that were not completed, URLs that have expired, and contents of
 * attachments that are gone. Any number of nodes may run it at once.
 */
@Component
class ExpiredAttachmentSweep {

    /** Few enough for the locks that large objects need, one each. */
    private static final int BATCH = 100;

    private final AttachmentRepository attachments;
    private final AttachmentContentService contents;
    private final Clock clock;

    ExpiredAttachmentSweep(
            AttachmentRepository attachments, AttachmentContentService contents, SharedGauges gauges, Clock clock) {
        this.attachments = attachments;
        this.contents = contents;
        this.clock = clock;
        gauges.register(
                "recontact.attachments.discarded",
                "Contents of attachments that are gone, which wait to be deleted",
                contents::discarded);
    }

    @Scheduled(
            fixedDelayString = "${recontact.attachments.sweep-every:1m}",
            initialDelayString = "${recontact.attachments.sweep-every:1m}")
    void run() {
        var now = clock.instant();
        inBatches(batch -> attachments.removeIncomplete(now, batch));
        inBatches(batch -> attachments.removeExpiredDownloads(now, batch));
        inBatches(contents::deleteDiscarded);
    }

    private static void inBatches(IntUnaryOperator remove) {
        int removed;
        do {
            removed = remove.applyAsInt(BATCH);
        } while (removed == BATCH);
    }
}
