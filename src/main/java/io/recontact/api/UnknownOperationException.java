package io.recontact.api;

import org.springframework.http.HttpStatus;

/** No such operation here. */
public final class UnknownOperationException extends ServiceException {

    /** Refuses with a message for the caller. */
    public UnknownOperationException(String message) {
        super(HttpStatus.NOT_FOUND, message);
    }
}
