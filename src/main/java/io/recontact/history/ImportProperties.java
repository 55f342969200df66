package io.recontact.history;

import io.recontact.startup.SettingBounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports by request. The command has none.
 *
 * @param maxSize the maximum size of a body as it is sent, at least one byte
 * @param atOnce how many requests a node imports at a time, at least 1
 */
@ConfigurationProperties("recontact.import")
record ImportProperties(
        @DefaultValue("1GB") DataSize maxSize,
        @DefaultValue("2") int atOnce) {

    ImportProperties {
        SettingBounds.requirePositive("recontact.import.max-size", maxSize.toBytes());
        SettingBounds.requirePositive("recontact.import.at-once", atOnce);
    }
}
