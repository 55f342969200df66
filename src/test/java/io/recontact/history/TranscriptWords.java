package io.recontact.history;

import org.springframework.context.ApplicationContext;

/** The words of chats, for tests of other modules. */
public final class TranscriptWords {

    private TranscriptWords() {}

    /** Writes the words of all chats that have ended, as the job of a node does. */
    public static void writeDue(ApplicationContext node) {
        node.getBean(ContactTextJob.class).writeDue();
    }
}
