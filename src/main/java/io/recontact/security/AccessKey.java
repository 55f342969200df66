package io.recontact.security;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import java.util.Set;
import java.util.UUID;
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

    private static final int MAX_LENGTH = 128;

    AccessKey {
        // Spring passes null for a missing setting, in spite of the types.
        if (id == null || !isId(id)) {
            throw new IllegalArgumentException(
                    "Each of recontact.access-keys needs an id of letters, digits, '.', '_' and '-'");
        }
        if (secret == null || secret.isBlank() || !secret.equals(secret.strip())) {
            throw new IllegalArgumentException(
                    "The access key %s needs a secret that neither begins nor ends with a space".formatted(id));
        }
        instances = Set.copyOf(instances);
    }

    /** AWS allows word characters. A slash or a comma would end the id within a signature. */
    static boolean isId(String text) {
        return Alphabet.WORD.spells(text, 1, MAX_LENGTH);
    }

    Caller caller(Arns arns) {
        var accessible = instances.isEmpty()
                ? Set.<InstanceId>of()
                : instances.stream().map(InstanceId::new).collect(Collectors.toUnmodifiableSet());
        return new Caller(id, arns, accessible, !readOnly);
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "AccessKey[id=%s, instances=%s, readOnly=%s]".formatted(id, instances, readOnly);
    }
}
