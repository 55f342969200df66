package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The named resource does not exist. */
public final class ResourceNotFoundException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ResourceNotFoundException(String message) {
        super(HttpStatus.NOT_FOUND, message);
    }
}
