package io.recontact.api;

import org.springframework.http.HttpStatus;

/** A resource with that name exists. */
public final class DuplicateResourceException extends ServiceException {

    /** Refuses with a message for the caller. */
    public DuplicateResourceException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
