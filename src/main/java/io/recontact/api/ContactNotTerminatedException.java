package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The contact, or the chat that it belongs to, has not ended. */
public final class ContactNotTerminatedException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ContactNotTerminatedException(String message) {
        super(HttpStatus.CONFLICT, message);
    }
}
