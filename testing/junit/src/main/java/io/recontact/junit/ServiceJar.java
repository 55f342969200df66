package io.recontact.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The executable jar of the service, which is a file in the jar of this library. On the class path, its
 * {@code META-INF/spring.factories} would take part in the tests of Spring applications.
 */
final class ServiceJar {

    private static final String NAME = "recontact.jar";

    private ServiceJar() {}

    /** Returns the path of the jar, which is a temporary file unless the library is a folder of classes. */
    static Path unpack() {
        var content = ServiceJar.class.getResource(NAME);
        if (content == null) {
            throw new IllegalStateException(
                    "The library was built without the service: set the system property recontact.jar to its path");
        }
        try {
            if (content.getProtocol().equals("file")) {
                return Path.of(content.toURI());
            }
            var file = Files.createTempFile("recontact", ".jar");
            file.toFile().deleteOnExit(); // after the hook that stops the service
            try (var stream = content.openStream()) {
                Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // class loaders create valid URLs
        }
    }
}
