package io.recontact.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds a Java runtime for the service, which needs a newer one than the tests do. */
final class JavaRuntime {

    static final int REQUIRED = 25;

    private JavaRuntime() {}

    /**
     * Returns the java command of the JVM of the tests if it is new enough, else of {@code JAVA_HOME} or of a JDK where
     * systems install them.
     *
     * @throws IllegalStateException if there is none
     */
    static Path command() {
        return homes().stream()
                .filter(home -> version(home) >= REQUIRED)
                .findFirst()
                .map(JavaRuntime::commandIn)
                .orElseThrow(() -> new IllegalStateException(
                        "Recontact needs Java %d, and there is none: set the system property recontact.java to its command"
                                .formatted(REQUIRED)));
    }

    /** Returns the major version of the runtime in a directory, and 0 if there is none. */
    static int version(Path home) {
        var release = new Properties();
        try (var file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        } catch (IOException e) {
            return 0; // this is no Java runtime
        }
        var version = release.getProperty("JAVA_VERSION", "").replace("\"", "").split("[.+-]")[0];
        return version.matches("\\d+") ? Integer.parseInt(version) : 0;
    }

    private static Path commandIn(Path home) {
        return home.resolve("bin").resolve(isWindows() ? "java.exe" : "java");
    }

    private static List<Path> homes() {
        var homes = new ArrayList<Path>();
        add(homes, System.getProperty("java.home"));
        add(homes, System.getenv("JAVA_HOME"));
        var user = System.getProperty("user.home");
        for (var folder :
                List.of("/usr/lib/jvm", "/usr/java", "/opt/java", user + "/.sdkman/candidates/java", user + "/.jdks")) {
            homes.addAll(children(Path.of(folder)));
        }
        for (var bundle : children(Path.of("/Library/Java/JavaVirtualMachines"))) {
            homes.add(bundle.resolve("Contents/Home"));
        }
        return homes;
    }

    private static void add(List<Path> homes, @Nullable String home) {
        Optional.ofNullable(home).filter(path -> !path.isBlank()).map(Path::of).ifPresent(homes::add);
    }

    private static List<Path> children(Path folder) {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of(); // there is no such folder
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
