package io.recontact.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * The command that starts the service. System properties of the tests change it:
 *
 * <ul>
 *   <li>{@code recontact.java}: the command of a Java runtime of version 25 or later
 *   <li>{@code recontact.jar}: the executable jar; by default the one that this library contains
 *   <li>{@code recontact.jvm-options}: options of its JVM, separated by spaces
 *   <li>{@code recontact.seed} and every other property with the prefix {@code recontact.}: settings of the service
 * </ul>
 *
 * <p>Relative paths are those of the tests, except within the options of the JVM, which runs in a temporary folder.
 */
record ServiceSettings(Path java, Path jar, List<String> jvmOptions, List<String> arguments) {

    private static final String PREFIX = "recontact.";

    /** The last is a common name in poms, and Maven passes on those of its command line. */
    private static final Set<String> OTHERS =
            Set.of("recontact.java", "recontact.jar", "recontact.jvm-options", "recontact.version");

    /** The extension reads the key, and the port, of a file that the service writes into a folder of the extension. */
    private static final List<String> FIXED = List.of("recontact.accesskeys", "recontact.datadir");

    private static final Set<String> PATHS =
            Set.of("recontact.seed", "recontact.attachments.path", "recontact.transcript-archive.path");

    /** Quick to start, and small, rather than quick at its work. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m");

    ServiceSettings {
        java = java.getNameCount() == 1 ? java : java.toAbsolutePath(); // a mere name is one in the PATH
        jar = jar.toAbsolutePath();
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    static ServiceSettings ofSystem() {
        var java = System.getProperty("recontact.java");
        var jar = System.getProperty("recontact.jar");
        var options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(words(System.getProperty("recontact.jvm-options", "")));
        return new ServiceSettings(
                java == null ? JavaRuntime.command() : Path.of(java),
                jar == null ? ServiceJar.unpack() : Path.of(jar),
                options,
                arguments(System.getProperties()));
    }

    static List<String> arguments(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !OTHERS.contains(name))
                .sorted()
                .map(ServiceSettings::requireSettable)
                .map(name -> "--%s=%s".formatted(name, value(name, properties.getProperty(name))))
                .toList();
    }

    /** Spring Boot reads names in any case, with or without dashes. */
    private static String requireSettable(String name) {
        var plain = name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
        if (FIXED.stream().anyMatch(plain::startsWith)) {
            throw new IllegalStateException(
                    ("The system property %s cannot be set: recontact-junit starts the service with a folder and a key of its"
                                    + " own, which Recontact.accessKeyId() and secretAccessKey() return")
                            .formatted(name));
        }
        return name;
    }

    /** Resolves relative paths. Those with a colon are URLs, or begin with the drive of Windows. */
    private static String value(String name, String value) {
        return PATHS.contains(name) && !value.isBlank() && !value.contains(":")
                ? Path.of(value).toAbsolutePath().toString()
                : value;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
