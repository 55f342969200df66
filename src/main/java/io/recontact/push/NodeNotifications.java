package io.recontact.push;

import java.util.List;
import java.util.function.Consumer;

/**
 * Carries short texts between nodes. Texts may be lost, repeated or reordered: they only announce that a transcript has
 * something to read.
 */
interface NodeNotifications extends AutoCloseable {

    /** The longest text, in bytes of UTF-8: below the limit of a PostgreSQL notification. */
    int MAX_BYTES = 7_900;

    /** Sends texts to all listening nodes, which may include this one. */
    void send(List<String> texts);

    /**
     * Starts to listen.
     *
     * @param texts receives each text; must return quickly
     * @param onReconnect runs when texts may have been missed
     */
    void listen(Consumer<String> texts, Runnable onReconnect);

    /** Stops listening. */
    @Override
    void close();
}
