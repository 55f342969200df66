package io.recontact.junit;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The environment variables of the process of the service. Spring Boot takes settings from them, and those of the tests
 * are for the application under test: with its {@code SPRING_DATASOURCE_URL}, the service would use its database.
 */
final class ServiceEnvironment {

    /** Spring Boot reads variables in any case, with underscores or with the dots of properties. */
    private static final Pattern SETTING =
            Pattern.compile("(spring|recontact|server|management|logging|otel)[._-].*", Pattern.CASE_INSENSITIVE);

    /** These may be for an older JVM, or open a port that is in use. */
    private static final Pattern JVM_OPTIONS =
            Pattern.compile("java_tool_options|jdk_java_options|_java_options", Pattern.CASE_INSENSITIVE);

    private ServiceEnvironment() {}

    /** Removes the variables that would change the service. */
    static void removeSettings(Map<String, String> variables) {
        variables
                .keySet()
                .removeIf(name -> SETTING.matcher(name).matches()
                        || JVM_OPTIONS.matcher(name).matches());
    }
}
