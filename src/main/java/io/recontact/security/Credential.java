package io.recontact.security;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which key has signed, and for what: {@code AKIDEXAMPLE/20150830/us-east-1/connect/aws4_request}. */
record Credential(String keyId, String date, String region, String service, String terminator) {

    // The parts hold nothing but word characters, so that they can go into logs, messages and ARNs as they are.
    private static final Pattern FORM = Pattern.compile(
            "(?<keyId>%s)/(?<date>\\d{8})/(?<region>%s)/(?<service>[\\w.-]{1,64})/(?<terminator>[\\w.-]{1,64})"
                    .formatted(AccessKey.ID_FORM, SecurityProperties.REGION_FORM));

    static Optional<Credential> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new Credential(
                        parts.group("keyId"),
                        parts.group("date"),
                        parts.group("region"),
                        parts.group("service"),
                        parts.group("terminator")))
                : Optional.empty();
    }

    /** All but the key. */
    String scope() {
        return String.join("/", date, region, service, terminator);
    }
}
