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

/** The keys that may sign: those of the settings or, where there are none, one that is made at first start and kept. */
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
     * The file that holds the key made at first start, absent where the settings name keys. It is a shared config file
     * of AWS: with {@code AWS_CONFIG_FILE} set to its path, the AWS CLI and SDKs need nothing else.
     */
    public Optional<Path> keyFile() {
        return Optional.ofNullable(file).map(AwsConfigFile::path);
    }

    /** Tells whoever uses the {@link #keyFile} where the service listens. The key in it stays the same. */
    public void announceEndpoint(URI endpoint) {
        if (file != null) {
            file.announce(endpoint);
        }
    }

    Optional<AccessKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
