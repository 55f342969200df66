package io.recontact.webhook;

/** An endpoint has not accepted a request, as far as is known: it may have received it. */
public final class DeliveryFailedException extends Exception {

    /** Why a delivery failed. */
    public enum Reason {
        /** The endpoint answered with a status other than 200 to 299. */
        REFUSED,
        /** The endpoint has not answered in time. */
        TIMED_OUT,
        /** The endpoint cannot be reached, or closed the connection. */
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

    /** Why the delivery failed. */
    public Reason reason() {
        return reason;
    }
}
