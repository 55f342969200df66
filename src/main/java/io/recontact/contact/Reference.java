package io.recontact.contact;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Something a contact refers to, such as a URL or a case number. */
public record Reference(
        @Size(max = 4096) @Nullable String value,
        @NotNull Type type,
        @Nullable Status status,

        @Size(min = 20, max = 256) @Pattern(regexp = "[-:/A-Za-z0-9]+") @Nullable String arn,

        @Size(max = 100) @Nullable String statusReason) {

    /** The type of a reference. */
    public enum Type {
        URL,
        ATTACHMENT,
        CONTACT_ANALYSIS,
        NUMBER,
        STRING,
        DATE,
        EMAIL,
        EMAIL_MESSAGE,
        EMAIL_MESSAGE_PLAIN_TEXT,
        EMAIL_MESSAGE_PLAIN_TEXT_REDACTED,
        EMAIL_MESSAGE_REDACTED
    }

    /** The processing status of an attachment. */
    public enum Status {
        AVAILABLE,
        DELETED,
        APPROVED,
        REJECTED,
        PROCESSING,
        FAILED
    }
}
