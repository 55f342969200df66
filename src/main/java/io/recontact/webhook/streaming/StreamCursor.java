package io.recontact.webhook.streaming;

import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;

/**
 * A stream and its position in the transcript.
 *
 * @param next the sequence of the first item that the endpoint has not accepted
 */
record StreamCursor(StreamingId id, SessionId session, long next) {

    /** The id, for the log. */
    @Override
    public String toString() {
        return id.toString();
    }
}
