package io.recontact.startup;

/** Prevents startup. The message tells the operator the reason and the remedy, and contains no secret. */
public class StartupException extends RuntimeException {

    /** With the message that is printed. */
    public StartupException(String sentence) {
        super(sentence);
    }

    /** With the message that is printed, and a cause that is not. */
    public StartupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
