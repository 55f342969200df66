package io.recontact.security;

import java.util.Optional;
import java.util.regex.Pattern;

/** The access key and scope of a signature: {@code AKIDEXAMPLE/20150830/us-east-1/connect/aws4_request}. */
record Credential(String keyId, String date, String region, String service, String terminator) {

    // The parts contain only word characters, so that logs, messages and ARNs can contain them unescaped.
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

    /** Returns the scope: everything except the key id. */
    String scope() {
        return String.join("/", date, region, service, terminator);
    }
}
