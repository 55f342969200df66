package io.recontact.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service keeps files of its own.
 *
 * @param dataDir the folder; a text, since Spring's conversion to a path prefers a class path entry of that name
 */
@ConfigurationProperties("recontact")
record DataDirectoryProperties(@DefaultValue("./data") String dataDir) {}
