package io.recontact.history;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the words of contacts up to date for the search of transcripts. Any number of nodes may run it at the same
 * time.
 */
@Component
class ContactTextJob {

    /** Small, because the end of a contact that is being written waits for the batch. */
    private static final int BATCH = 20;

    private final ContactTextRepository texts;

    ContactTextJob(ContactTextRepository texts) {
        this.texts = texts;
    }

    @Scheduled(
            fixedDelayString = "${recontact.transcript-search.every:2s}",
            initialDelayString = "${recontact.transcript-search.every:2s}")
    void writeDue() {
        int written;
        do {
            texts.markOtherLanguages(BATCH);
            written = texts.writeDue(BATCH);
        } while (written == BATCH);
    }

    @Scheduled(
            fixedDelayString = "${recontact.transcript-search.active-chats-every:30s}",
            initialDelayString = "${recontact.transcript-search.active-chats-every:30s}")
    void markActive() {
        texts.markActive();
    }
}
