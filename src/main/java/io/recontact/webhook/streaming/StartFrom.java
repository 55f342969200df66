package io.recontact.webhook.streaming;

/** Where a stream begins. */
enum StartFrom {
    /** With the first item of the session. */
    FIRST_ITEM,
    /** With what is said from now on. */
    NEXT_ITEM
}
