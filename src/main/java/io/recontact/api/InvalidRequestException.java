package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The request is invalid as a whole: a missing member, broken JSON, or a combination or state that is not allowed. */
public final class InvalidRequestException extends ServiceException {

    /** Refuses with a message for the caller. */
    public InvalidRequestException(String message) {
        super(HttpStatus.BAD_REQUEST, message);
    }
}
