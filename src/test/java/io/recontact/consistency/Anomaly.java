package io.recontact.consistency;

/**
 * A violation of what docs/consistency.md promises.
 *
 * @param where the session, or the instance for starts
 * @param what the violation, with ids
 */
public record Anomaly(Kind kind, String where, String what) {

    /** Kinds, with the names of the literature where it has one. */
    public enum Kind {
        /** An item that was acknowledged or seen is in no later transcript. */
        LOST_WRITE,
        /** A websocket, or a client with all its websockets and reads, has missed an item. */
        LOST_DELIVERY,
        /** A read began after an item was acknowledged or seen, and does not contain it; a later read does. */
        STALE_READ,
        /** One item or content is twice in a transcript or on a websocket. */
        DUPLICATE,
        /** Two readers see two orders, or one sees an item and not the one before it. */
        INCOMPATIBLE_ORDER,
        /** An item stands before another one that was acknowledged before the first was sent. */
        REAL_TIME_ORDER,
        /** A reader sees what nobody has sent, or has not sent yet. Also called a phantom. */
        GARBAGE_READ,
        /** A reader sees what the service has refused (G1a). */
        ABORTED_READ,
        /** Attempts with one client token have two effects, or two tokens have one. */
        NOT_IDEMPOTENT,
        /** No read could have seen an acknowledged item, so the history proves nothing about it. */
        NEVER_READ
    }
}
