package io.recontact.api;

import org.springframework.http.HttpStatus;

/** A quota other than that of active chats is used up; the model gives it this status. */
public final class ServiceQuotaExceededException extends ServiceException {

    /** Refuses for a reason. */
    public ServiceQuotaExceededException(String message) {
        super(HttpStatus.PAYMENT_REQUIRED, message);
    }
}
