package io.recontact.security;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A configured or generated access key and its permissions.
 *
 * @param id the access key id, without spaces, slashes and commas
 * @param secret the secret access key
 * @param instances the only instances that the key may access; empty for all
 * @param readOnly true if the key may only call operations that read
 */
record AccessKey(
        String id,
        String secret,
        @DefaultValue Set<UUID> instances,
        @DefaultValue("false") boolean readOnly) {

    /** AWS allows word characters. A slash or a comma would end the id within a signature. */
    static final String ID_FORM = "[\\w.-]{1,128}";

    private static final Pattern ID = Pattern.compile(ID_FORM);

    AccessKey {
        // Spring passes null for a missing setting, in spite of the types.
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.access-keys needs an id of letters, digits, '.', '_' and '-'");
        }
        if (secret == null || secret.isBlank() || !secret.equals(secret.strip())) {
            throw new IllegalArgumentException(
                    "The access key %s needs a secret that neither begins nor ends with a space".formatted(id));
        }
        instances = Set.copyOf(instances);
    }

    Caller caller(Arns arns) {
        return new Caller(id, arns, instances.stream().map(InstanceId::new).collect(Collectors.toSet()), !readOnly);
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "AccessKey[id=%s, instances=%s, readOnly=%s]".formatted(id, instances, readOnly);
    }
}
