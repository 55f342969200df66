package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The resource is in a state that rules the request out. */
public final class ResourceConflictException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ResourceConflictException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
