package io.recontact.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the executable jar among the dependencies of the tests. */
final class ServiceJar {

    /** Only the executable jar has its classes there. */
    private static final String CONTENT = "BOOT-INF/classes/io/recontact/Application.class";

    private ServiceJar() {}

    /**
     * Returns the path of the jar.
     *
     * @throws IllegalStateException if the tests do not depend on it
     */
    static Path onClassPath() {
        return find(ServiceJar.class.getClassLoader())
                .orElseThrow(
                        () -> new IllegalStateException(
                                "io.recontact:recontact is not on the class path of the tests: add it, or set the system property recontact.jar to its path"));
    }

    static Optional<Path> find(ClassLoader loader) {
        var content = loader.getResource(CONTENT);
        if (content == null) {
            return Optional.empty();
        }
        try {
            if (content.openConnection() instanceof JarURLConnection jar) {
                return Optional.of(Path.of(jar.getJarFileURL().toURI()));
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // class loaders create valid URLs
        }
    }
}
