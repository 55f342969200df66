package io.recontact.security;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A key that nobody had to think up, and the text that hands it to AWS clients. */
record GeneratedAccessKey(AccessKey key, String region) {

    private static final String DEFAULT_REGION = "us-east-1";
    private static final String ID = "aws_access_key_id";
    private static final String SECRET = "aws_secret_access_key";

    /** The digits of Base32: none that is mistaken for another. */
    private static final String ID_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** As many as AWS gives to its own ids and secrets: the latter are 40 characters of Base64. */
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
     * Reads the key back.
     *
     * @throws IllegalArgumentException if the text holds none
     */
    static GeneratedAccessKey parse(String text, @Nullable String region) {
        var values = text.lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2 && Set.of(ID, SECRET).contains(parts[0].strip()))
                .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip(), (first, _) -> first));
        return of(values.getOrDefault(ID, ""), values.getOrDefault(SECRET, ""), region);
    }

    /** The shared config file, with the endpoint as soon as it is known. */
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
