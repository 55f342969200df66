package io.recontact.security;

import io.recontact.database.DataDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The access keys: those of the settings or, without any, one that the service generates on its first start and keeps.
 */
@Component
public class AccessKeys {

    private final @Nullable AwsConfigFile file;
    private final Map<String, AccessKey> byId;

    AccessKeys(SecurityProperties settings, DataDirectory folder) {
        file = settings.accessKeys().isEmpty() ? AwsConfigFile.open(folder, settings.region()) : null;
        var keys = file == null ? settings.accessKeys() : List.of(file.key());
        byId = keys.stream().collect(Collectors.toUnmodifiableMap(AccessKey::id, Function.identity()));
    }

    /**
     * Returns the file of the generated key; empty if the settings contain keys. It is an AWS shared config file: with
     * {@code AWS_CONFIG_FILE} set to its path, the AWS CLI and SDKs need no other setting.
     */
    public Optional<Path> keyFile() {
        return Optional.ofNullable(file).map(AwsConfigFile::path);
    }

    /** Writes the address of the service into the {@link #keyFile}. The key in it stays the same. */
    public void writeEndpoint(URI endpoint) {
        if (file != null) {
            file.writeEndpoint(endpoint);
        }
    }

    Optional<AccessKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
