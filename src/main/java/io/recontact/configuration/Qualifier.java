package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.util.regex.Pattern;

/** Says which content of a flow, a flow module or a view is meant. It follows the id in a reference, after a colon. */
public sealed interface Qualifier {

    /** The draft. */
    Qualifier SAVED = new Saved();

    /** The content published last. */
    Qualifier LATEST = new Latest();

    /** The draft: {@code $SAVED}. */
    record Saved() implements Qualifier {}

    /** The content published last: {@code $LATEST}, or no qualifier. */
    record Latest() implements Qualifier {}

    /** A version: its number, from 1. */
    record Version(int number) implements Qualifier {}

    /** An alias, which names a version: a name or the id of the alias. */
    record Alias(String name) implements Qualifier {}

    /** A reference: the id or ARN without the qualifier, and the qualifier. */
    record Reference(String resource, Qualifier qualifier) {

        private static final Pattern VERSION = Pattern.compile("[1-9]\\d{0,8}");

        /** Splits an id or ARN from its qualifier. */
        public static Reference parse(String text) {
            var colon = text.indexOf(':', text.lastIndexOf('/') + 1);
            if (colon < 0 || (text.startsWith("arn:") && text.indexOf('/') < 0)) {
                return new Reference(text, LATEST);
            }
            return new Reference(text.substring(0, colon), qualifier(text.substring(colon + 1)));
        }

        /**
         * Returns the id or ARN of a reference that names a resource, and not some of its content.
         *
         * @throws InvalidParameterException if it names the draft, a version or an alias
         */
        static String requireWhole(String member, String text) {
            var reference = parse(text);
            if (!reference.qualifier().equals(LATEST)) {
                throw new InvalidParameterException(
                        "%s must name the resource, not its draft or one of its versions".formatted(member));
            }
            return reference.resource();
        }

        private static Qualifier qualifier(String text) {
            return switch (text) {
                case "$SAVED" -> SAVED;
                case "$LATEST" -> LATEST;
                default -> VERSION.matcher(text).matches() ? new Version(Integer.parseInt(text)) : new Alias(text);
            };
        }
    }
}
