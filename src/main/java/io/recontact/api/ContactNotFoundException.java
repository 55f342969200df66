package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The contact has ended. */
public final class ContactNotFoundException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ContactNotFoundException(String message) {
        super(HttpStatus.GONE, message);
    }
}
