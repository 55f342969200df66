package io.recontact.api;

import org.springframework.http.HttpStatus;

/** Other resources or contacts still refer to the resource. */
public final class ResourceInUseException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ResourceInUseException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
