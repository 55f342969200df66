package io.recontact.webhook.streaming;

/** The first item that a stream delivers. */
enum StartFrom {
    /** The first item of the session. */
    FIRST_ITEM,
    /** The first item after the start of the stream. */
    NEXT_ITEM
}
