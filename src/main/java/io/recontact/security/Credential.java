package io.recontact.security;

import java.util.Optional;

/** The access key and scope of a signature: {@code AKIDEXAMPLE/20150830/us-east-1/connect/aws4_request}. */
record Credential(String keyId, String date, String region, String service, String terminator) {

    private static final Alphabet DIGITS = new Alphabet(Alphabet.DIGITS);
    private static final int DATE_LENGTH = "20150830".length();
    private static final int MAX_LENGTH = 64;

    static Optional<Credential> parse(String text) {
        var parts = text.split("/", -1);
        return parts.length == 5
                        && AccessKey.isId(parts[0])
                        && DIGITS.spells(parts[1], DATE_LENGTH, DATE_LENGTH)
                        && SecurityProperties.isRegion(parts[2])
                        && Alphabet.WORD.spells(parts[3], 1, MAX_LENGTH)
                        && Alphabet.WORD.spells(parts[4], 1, MAX_LENGTH)
                ? Optional.of(new Credential(parts[0], parts[1], parts[2], parts[3], parts[4]))
                : Optional.empty();
    }

    /** Returns the scope: everything except the key id. */
    String scope() {
        return date + "/" + region + "/" + service + "/" + terminator;
    }
}
