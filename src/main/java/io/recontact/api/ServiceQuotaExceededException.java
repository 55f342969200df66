package io.recontact.api;

import org.springframework.http.HttpStatus;

/** A quota other than the one for active chats is exhausted. The model gives this shape a status of its own. */
public final class ServiceQuotaExceededException extends ServiceException {

    /** Refuses with a message for the caller. */
    public ServiceQuotaExceededException(String message) {
        super(HttpStatus.PAYMENT_REQUIRED, message);
    }
}
