package io.recontact.seed;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The seed.
 *
 * @param seed a YAML or JSON file, or a folder of them; null for none
 * @param seedCheck whether the start ends after the files are checked, without a database
 */
@ConfigurationProperties("recontact")
record SeedProperties(
        @Nullable Path seed, @DefaultValue("false") boolean seedCheck) {}
