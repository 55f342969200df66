package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The flow has only a draft. */
public final class ContactFlowNotPublishedException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ContactFlowNotPublishedException(String message) {
        super(HttpStatus.NOT_FOUND, message);
    }
}
