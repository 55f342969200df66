package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The state of a resource rules the request out. */
public final class ConflictException extends ServiceException {

    /** Refuses for a reason. */
    public ConflictException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
