package io.recontact.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory of the service's own files.
 *
 * @param dataDir its path; a string, because Spring's conversion to a path prefers a class path entry of that name
 */
@ConfigurationProperties("recontact")
record DataDirectoryProperties(@DefaultValue("./data") String dataDir) {}
