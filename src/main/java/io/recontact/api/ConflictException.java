package io.recontact.api;

import org.springframework.http.HttpStatus;

/** What is asked for is at odds with the state that a thing is in. */
public final class ConflictException extends ServiceException {

    /** Refuses for a reason. */
    public ConflictException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
