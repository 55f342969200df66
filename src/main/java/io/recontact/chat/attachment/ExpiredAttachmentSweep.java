package io.recontact.chat.attachment;

import io.recontact.api.SharedGauges;
import java.time.Clock;
import java.util.function.IntUnaryOperator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes attachments that were not completed, expired download URLs, and the contents of deleted attachments. Any
 * number of nodes may run it at the same time.
 */
@Component
class ExpiredAttachmentSweep {

    /** Small enough for the lock table: the deletion of a large object takes a lock. */
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
                "Contents of deleted attachments that wait for deletion",
                contents::discarded);
    }

    @Scheduled(
            fixedDelayString = "${recontact.attachments.sweep-every:1m}",
            initialDelayString = "${recontact.attachments.sweep-every:1m}")
    void run() {
        var now = clock.instant();
        inBatches(batch -> attachments.deleteIncomplete(now, batch));
        inBatches(batch -> attachments.deleteExpiredDownloads(now, batch));
        inBatches(contents::deleteDiscarded);
    }

    private static void inBatches(IntUnaryOperator delete) {
        int deleted;
        do {
            deleted = delete.applyAsInt(BATCH);
        } while (deleted == BATCH);
    }
}
