package io.recontact.wire;

import org.springframework.http.HttpStatus;

/** The request rate is exceeded, as the text of StartChatContact names it. */
public final class TooManyRequestsException extends ServiceException {

    /** Refuses with a message for the caller. */
    public TooManyRequestsException(String message) {
        super(HttpStatus.TOO_MANY_REQUESTS, message);
    }
}
