package io.recontact.push;

import java.util.List;
import java.util.function.Consumer;

/**
 * Carries short texts between nodes. It may lose some, double some or mix up their order: they only wake, and what
 * there is to deliver stands in the transcript.
 */
interface NodeNotifications extends AutoCloseable {

    /** The longest text it has to carry, in bytes of UTF-8: less than what a PostgreSQL notification holds. */
    int MAX_BYTES = 7_900;

    /** Sends texts to all nodes that listen. This one may be among them. */
    void send(List<String> texts);

    /**
     * Begins to listen.
     *
     * @param texts hears what is sent; must be quick
     * @param gaps runs when texts may have been missed
     */
    void listen(Consumer<String> texts, Runnable onReconnect);

    /** Ends listening. */
    @Override
    void close();
}
