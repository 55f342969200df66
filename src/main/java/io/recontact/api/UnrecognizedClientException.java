package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The access key is unknown. */
public final class UnrecognizedClientException extends ServiceException {

    /** Refuses with a message for the caller. */
    public UnrecognizedClientException(String message) {
        super(HttpStatus.FORBIDDEN, message);
    }
}
