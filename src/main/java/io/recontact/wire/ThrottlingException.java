package io.recontact.wire;

import org.springframework.http.HttpStatus;

/** The request rate is exceeded, on operations whose model names this shape. */
public final class ThrottlingException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ThrottlingException(String message) {
        super(HttpStatus.TOO_MANY_REQUESTS, message);
    }
}
