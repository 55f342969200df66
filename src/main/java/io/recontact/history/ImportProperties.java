package io.recontact.history;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of imports by request. The command has none.
 *
 * @param maxSize the maximum size of a body as it is sent, at least one byte
 * @param atOnce how many requests a node imports at a time, at least 1
 */
@Validated
@ConfigurationProperties("recontact.import")
record ImportProperties(
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("2") @Positive int atOnce) {

    ImportProperties {
        if (maxSize.toBytes() < 1) {
            throw new IllegalArgumentException("recontact.import.max-size must be positive");
        }
    }
}
