package io.recontact.database;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory of the service's own files.
 *
 * @param dataDir its path; a string, because Spring's conversion to a path prefers a class path entry of that name
 */
@ConfigurationProperties("recontact")
record DataDirectoryProperties(@DefaultValue("./data") String dataDir) {

    DataDirectoryProperties {
        if (dataDir.isBlank() || !isPath(dataDir)) {
            throw new IllegalArgumentException("recontact.data-dir must be the path of a directory");
        }
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text).toString().isEmpty();
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
