package io.recontact.security;

import io.recontact.api.Arns;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call, and as which account and region this service presents itself.
 *
 * @param accessKeys the keys; where there are none, one is made at first start
 * @param region the only region that signatures may be made for; any, when absent
 * @param accountId the account in ARNs
 * @param acceptAnySignature believes any well-formed signature, for a stand-in that only its own machine can reach
 */
@ConfigurationProperties("recontact")
record SecurityProperties(
        @DefaultValue List<AccessKey> accessKeys,
        @Nullable String region,
        @DefaultValue("123456789012") String accountId,
        @DefaultValue("false") boolean acceptAnySignature) {

    static final String REGION_FORM = "[a-z0-9-]{1,32}";

    private static final Pattern REGION = Pattern.compile(REGION_FORM);
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    SecurityProperties {
        accessKeys = List.copyOf(accessKeys);
        // An empty variable, as Compose files pass on what is not set, means the same as none.
        region = region == null || region.isBlank() ? null : region;
        if (region != null && !REGION.matcher(region).matches()) {
            throw new IllegalArgumentException(
                    "recontact.region must be the name of a region such as us-east-1, not '%s'".formatted(region));
        }
        if (!ACCOUNT.matcher(accountId).matches()) {
            throw new IllegalArgumentException(
                    "recontact.account-id must have 12 digits, which '%s' has not".formatted(accountId));
        }
        var ids = new HashSet<String>();
        for (var key : accessKeys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException(
                        "recontact.access-keys has the id %s more than once".formatted(key.id()));
            }
        }
    }

    /** Our region, or else the one that AWS began with. */
    String homeRegion() {
        return region == null ? "us-east-1" : region;
    }

    /** Writes ARNs in our region, or else in the one that a caller has signed for. */
    Arns arns(Credential credential) {
        return new Arns(region == null ? credential.region() : region, accountId);
    }
}
