package io.recontact.webhook;

/** That an endpoint has not confirmed what it was sent. It may have got it all the same. */
public final class DeliveryFailedException extends Exception {

    /** What was wrong. */
    public enum Reason {
        /** It has answered, but not that it went well. */
        REFUSED,
        /** It has not answered in time. */
        TIMED_OUT,
        /** It could not be reached, or has hung up. */
        UNREACHABLE
    }

    private final Reason reason;

    DeliveryFailedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    DeliveryFailedException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What was wrong. */
    public Reason reason() {
        return reason;
    }
}
