package io.recontact.security;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A generated access key, and its text in the AWS shared config file. */
record GeneratedAccessKey(AccessKey key, String region) {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    /** The Base32 alphabet, which has no digits that people confuse. */
    private static final String ID_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** The lengths of AWS's own ids and secrets; a secret has 40 characters of Base64. */
    private static final int ID_LENGTH = 16;

    private static final int SECRET_BYTES = 30;

    static GeneratedAccessKey random(@Nullable String region) {
        var random = new SecureRandom();
        var id = random.ints(ID_LENGTH, 0, ID_DIGITS.length())
                .mapToObj(digit -> ID_DIGITS.substring(digit, digit + 1))
                .collect(Collectors.joining("", "RCNT", ""));
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return of(id, Base64.getUrlEncoder().encodeToString(secret), region);
    }

    /**
     * Parses a shared config file.
     *
     * @throws IllegalArgumentException if the text contains no key
     */
    static GeneratedAccessKey parse(String text, @Nullable String region) {
        var values = text.lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2 && Set.of(ID, SECRET).contains(parts[0].strip()))
                .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip(), (first, _) -> first));
        return of(values.getOrDefault(ID, ""), values.getOrDefault(SECRET, ""), region);
    }

    /**
     * Returns the text of the shared config file.
     *
     * @param endpoint the address of the service; null before it is known
     */
    String text(@Nullable URI endpoint) {
        return """
                # The access key of this Recontact, made at its first start. For the AWS CLI and SDKs, set AWS_CONFIG_FILE to the
                # path of this file. Recontact keeps the key and writes the other lines anew at each start.
                [default]
                %s = %s
                %s = %s
                region = %s
                """.formatted(ID, key.id(), SECRET, key.secret(), region)
                + (endpoint == null ? "" : "endpoint_url = %s\n".formatted(endpoint));
    }

    private static GeneratedAccessKey of(String id, String secret, @Nullable String region) {
        return new GeneratedAccessKey(
                new AccessKey(id, secret, Set.of(), false), region == null ? DEFAULT_REGION : region);
    }
}
