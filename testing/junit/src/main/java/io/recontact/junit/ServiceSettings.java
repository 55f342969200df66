package io.recontact.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts the service. System properties of the tests change it:
 *
 * <ul>
 *   <li>{@code recontact.java}: the command of a Java runtime of version 25 or later
 *   <li>{@code recontact.jar}: the executable jar; by default the one on the class path
 *   <li>{@code recontact.jvm-options}: options of its JVM, separated by spaces
 *   <li>{@code recontact.seed} and every other property with the prefix {@code recontact.}: settings of the service
 * </ul>
 */
record ServiceSettings(Path java, Path jar, List<String> jvmOptions, List<String> arguments) {

    private static final String PREFIX = "recontact.";

    /** Quick to start, and small, rather than quick at its work. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m");

    ServiceSettings {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    static ServiceSettings ofSystem() {
        var arguments = new ArrayList<String>();
        var options = new ArrayList<>(JVM_OPTIONS);
        var java = JavaRuntime.command();
        var jar = (Path) null;
        for (var name : System.getProperties().stringPropertyNames()) {
            var value = System.getProperty(name);
            switch (name) {
                case "recontact.java" -> java = Path.of(value);
                case "recontact.jar" -> jar = Path.of(value);
                case "recontact.jvm-options" ->
                    options.addAll(List.of(value.strip().split("\\s+")));
                default -> {
                    if (name.startsWith(PREFIX)) {
                        arguments.add("--" + name + "=" + value);
                    }
                }
            }
        }
        return new ServiceSettings(java, jar == null ? ServiceJar.onClassPath() : jar, options, arguments);
    }
}
