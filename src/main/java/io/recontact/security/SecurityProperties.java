package io.recontact.security;

import io.recontact.api.Arns;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access keys, and the account and region of this service.
 *
 * @param accessKeys the access keys; without any, the service generates one on its first start
 * @param region the region that signatures must name; any region when absent
 * @param accountId the 12-digit account id in ARNs
 * @param acceptAnySignature true to accept every well-formed signature; requires a loopback address
 */
@ConfigurationProperties("recontact")
record SecurityProperties(
        @DefaultValue List<AccessKey> accessKeys,
        @Nullable String region,
        @DefaultValue("123456789012") String accountId,
        @DefaultValue("false") boolean acceptAnySignature) {

    private static final Alphabet REGION = new Alphabet(Alphabet.LOWER_CASE + Alphabet.DIGITS + "-");
    private static final int MAX_REGION_LENGTH = 32;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    SecurityProperties {
        accessKeys = List.copyOf(accessKeys);
        // An empty variable, as Compose files pass for an unset one, counts as absent.
        region = region == null || region.isBlank() ? null : region;
        if (region != null && !isRegion(region)) {
            throw new IllegalArgumentException(
                    "recontact.region must be the name of a region such as us-east-1, not '%s'".formatted(region));
        }
        if (!ACCOUNT.matcher(accountId).matches()) {
            throw new IllegalArgumentException(
                    "recontact.account-id must have 12 digits, but is '%s'".formatted(accountId));
        }
        var ids = new HashSet<String>();
        for (var key : accessKeys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException(
                        "recontact.access-keys has the id %s more than once".formatted(key.id()));
            }
        }
    }

    /** Returns true if a text has the form of the name of a region. */
    static boolean isRegion(String text) {
        return REGION.spells(text, 1, MAX_REGION_LENGTH);
    }

    /** Returns the configured region, by default {@code us-east-1}. */
    String homeRegion() {
        return region == null ? "us-east-1" : region;
    }

    /** Returns ARNs in the configured region or, without one, in the region of the credential. */
    Arns arns(Credential credential) {
        return new Arns(region == null ? credential.region() : region, accountId);
    }
}
