package io.recontact.contact.web;

import io.recontact.contact.Reference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactReferences.html">ListContactReferences</a>.
 */
interface ListContactReferences {

    /** There is one page: "NextToken is always returned as null in the response." */
    record Response(List<ReferenceSummary> referenceSummaryList) {

        static Response of(Map<String, Reference> references, Collection<Reference.Type> types) {
            return new Response(references.entrySet().stream()
                    .filter(entry -> types.contains(entry.getValue().type()))
                    .map(entry -> ReferenceSummary.of(entry.getKey(), entry.getValue()))
                    .filter(Objects::nonNull)
                    .toList());
        }
    }

    /** Has one member, by the type of the reference. */
    record ReferenceSummary(
            @Nullable UrlReference url,
            @Nullable AttachmentReference attachment,
            @Nullable EmailMessageReference emailMessage,
            @Nullable EmailMessageReference emailMessageRedacted,
            @Nullable EmailMessageReference emailMessagePlainText,
            @Nullable EmailMessageReference emailMessagePlainTextRedacted,
            @Nullable StringReference string,
            @Nullable NumberReference number,
            @Nullable DateReference date,
            @Nullable EmailReference email) {

        /** Returns the summary; null for a contact analysis, for which the API has no shape. */
        static @Nullable ReferenceSummary of(String name, Reference reference) {
            var value = reference.value();
            var message = new EmailMessageReference(name, reference.arn());
            return switch (reference.type()) {
                case URL -> with(new UrlReference(name, value), null, null, null, null, null);
                case ATTACHMENT ->
                    with(
                            null,
                            new AttachmentReference(name, value, reference.status(), reference.arn()),
                            null,
                            null,
                            null,
                            null);
                case STRING -> with(null, null, new StringReference(name, value), null, null, null);
                case NUMBER -> with(null, null, null, new NumberReference(name, value), null, null);
                case DATE -> with(null, null, null, null, new DateReference(name, value), null);
                case EMAIL -> with(null, null, null, null, null, new EmailReference(name, value));
                case EMAIL_MESSAGE -> withMessage(message, null, null, null);
                case EMAIL_MESSAGE_REDACTED -> withMessage(null, message, null, null);
                case EMAIL_MESSAGE_PLAIN_TEXT -> withMessage(null, null, message, null);
                case EMAIL_MESSAGE_PLAIN_TEXT_REDACTED -> withMessage(null, null, null, message);
                case CONTACT_ANALYSIS -> null;
            };
        }

        private static ReferenceSummary with(
                @Nullable UrlReference url,
                @Nullable AttachmentReference attachment,
                @Nullable StringReference string,
                @Nullable NumberReference number,
                @Nullable DateReference date,
                @Nullable EmailReference email) {
            return new ReferenceSummary(url, attachment, null, null, null, null, string, number, date, email);
        }

        private static ReferenceSummary withMessage(
                @Nullable EmailMessageReference message,
                @Nullable EmailMessageReference redacted,
                @Nullable EmailMessageReference plainText,
                @Nullable EmailMessageReference plainTextRedacted) {
            return new ReferenceSummary(
                    null, null, message, redacted, plainText, plainTextRedacted, null, null, null, null);
        }
    }

    record UrlReference(String name, @Nullable String value) {}

    record AttachmentReference(
            String name,
            @Nullable String value,
            Reference.@Nullable Status status,
            @Nullable String arn) {}

    record EmailMessageReference(String name, @Nullable String arn) {}

    record StringReference(String name, @Nullable String value) {}

    record NumberReference(String name, @Nullable String value) {}

    record DateReference(String name, @Nullable String value) {}

    record EmailReference(String name, @Nullable String value) {}
}
