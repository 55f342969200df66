package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The service has no such operation. */
public final class UnknownOperationException extends ServiceException {

    /** Refuses with a message for the caller. */
    public UnknownOperationException(String message) {
        super(HttpStatus.NOT_FOUND, message);
    }
}
