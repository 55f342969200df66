package io.recontact.configuration;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The instance that the first start creates, so that clients have one to call. Fixed ids let a Compose file or a CI job
 * know them in advance.
 *
 * @param alias its alias
 * @param id its id; random if absent
 * @param flowId the id of its default flow; random if absent
 */
@ConfigurationProperties("recontact.first-instance")
record FirstInstanceProperties(
        @DefaultValue("recontact") String alias,
        @Nullable UUID id,
        @Nullable UUID flowId) {

    /** As CreateInstance has it. */
    private static final Pattern ALIAS = Pattern.compile("(?!d-)[\\da-zA-Z]+(-*[\\da-zA-Z])*");

    private static final int MAX_ALIAS = 45;

    FirstInstanceProperties {
        if (alias.length() > MAX_ALIAS || !ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException(
                    "recontact.first-instance.alias must be 1 to 45 letters, digits and dashes, not '%s'"
                            .formatted(alias));
        }
    }
}
