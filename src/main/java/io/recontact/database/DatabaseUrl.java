package io.recontact.database;

import io.recontact.startup.StartupException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The URL of the configured database. {@code postgres://user:password@host:port/database?sslmode=require}, as <a
 * href="https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS">libpq</a> and hosting services
 * write it, becomes a URL for JDBC. User and password leave the URL, since URLs reach logs.
 *
 * @param jdbc the URL without them
 * @param credentials those that the URL had, as settings
 */
record DatabaseUrl(String jdbc, Map<String, String> credentials) {

    private static final String URL = "spring.datasource.url";
    private static final String USERNAME = "spring.datasource.username";
    private static final String PASSWORD = "spring.datasource.password";

    private static final String HOST = "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?";

    private static final Pattern PARTS = Pattern.compile(
            "postgres(ql)?://((?<user>[^:@/?#]*)(:(?<password>[^@/?#]*))?@)?(?<hosts>%1$s(,%1$s)*)(?<database>/[^/?#]*)?(\\?(?<parameters>[^#]*))?"
                    .formatted(HOST));

    private static final Pattern OF_JDBC =
            Pattern.compile("(?<address>jdbc:postgresql:[^?]*)(\\?(?<parameters>.*))?", Pattern.DOTALL);

    private static final Pattern SEVERAL_HOSTS = Pattern.compile("jdbc:postgresql://[^/]*,.*", Pattern.DOTALL);

    private static final String SERVER_TYPE = "targetServerType";

    /** The server that a setting names. */
    enum Target {
        PRIMARY(URL, "primary", "the one that accepts writes"),
        STANDBY("recontact.standby.url", "secondary", "a standby");

        private final String setting;

        /** The value of {@link #SERVER_TYPE} that chooses the server among several hosts. */
        private final String serverType;

        private final String description;

        Target(String setting, String serverType, String description) {
            this.setting = setting;
            this.serverType = serverType;
            this.description = description;
        }
    }

    /**
     * Parameters of a URL with several hosts, unless it has them. The driver shares one limit of time between the hosts
     * that it tries. In a fixed order, a dead first host would use up all of it in each attempt; in a random order, the
     * target soon comes first. The limit of a login, in seconds, is for a host that accepts connections and is silent.
     */
    private static Map<String, String> ofSeveralHosts(Target target) {
        return new TreeMap<>(Map.of(SERVER_TYPE, target.serverType, "loadBalanceHosts", "true", "loginTimeout", "3"));
    }

    /** Parameters of libpq that have other names in JDBC. All others have the same name or no meaning there. */
    private static final Map<String, String> NAMES = Map.of(
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "connect_timeout", "connectTimeout",
            "gssencmode", "gssEncMode",
            "load_balance_hosts", "loadBalanceHosts",
            "sslnegotiation", "sslNegotiation",
            "target_session_attrs", "targetServerType");

    /** Values of those parameters that have other names in JDBC. */
    private static final Map<String, Map<String, String>> VALUES = Map.of(
            "load_balance_hosts", Map.of("random", "true", "disable", "false"),
            "target_session_attrs",
                    Map.of(
                            "any", "any",
                            "read-write", "primary",
                            "primary", "primary",
                            "read-only", "secondary",
                            "standby", "secondary",
                            "prefer-standby", "preferSecondary"));

    /** Puts the parts of the URL before all other settings, except a username and a password that are set. */
    static void rewrite(ConfigurableEnvironment environment) {
        var text = environment.getProperty(URL, "").strip();
        var settings = new HashMap<String, Object>();
        parse(Target.PRIMARY, text).ifPresent(url -> {
            settings.put(URL, url.jdbc());
            url.credentials().forEach((name, value) -> {
                if (environment.getProperty(name) == null) {
                    settings.put(name, value);
                }
            });
            environment.getPropertySources().addFirst(new MapPropertySource("databaseUrl", settings));
        });
    }

    /**
     * Parses a URL; empty if JDBC takes it as it is.
     *
     * @throws StartupException if it is not valid; the message does not repeat it
     */
    static Optional<DatabaseUrl> parse(Target target, String text) {
        try {
            return read(target, text);
        } catch (IllegalArgumentException e) {
            throw new StartupException("%s %s".formatted(target.setting, e.getMessage()));
        }
    }

    private static Optional<DatabaseUrl> read(Target target, String text) {
        var credentials = new HashMap<String, String>();
        var jdbc = OF_JDBC.matcher(text);
        if (jdbc.matches()) {
            return Optional.of(of(
                    target,
                    jdbc.group("address"),
                    Objects.requireNonNullElse(jdbc.group("parameters"), ""),
                    credentials));
        }
        if (!text.startsWith("postgres:") && !text.startsWith("postgresql:")) {
            return Optional.empty();
        }
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is not a valid URL such as postgres://user:password@host:5432/database;"
                    + " special characters of the user and the password are percent-encoded");
        }
        if (parts.group("user") != null && !parts.group("user").isEmpty()) {
            credentials.put(USERNAME, decoded(plusEscaped(parts.group("user"))));
        }
        if (parts.group("password") != null) {
            credentials.put(PASSWORD, decoded(plusEscaped(parts.group("password"))));
        }
        var database = parts.group("database") == null ? "/" : parts.group("database");
        var parameters = parts.group("parameters") == null ? "" : parts.group("parameters");
        return Optional.of(of(
                target,
                "jdbc:postgresql://" + parts.group("hosts") + plusEscaped(database),
                plusEscaped(parameters),
                credentials));
    }

    /** In a URL of JDBC, a plus is a space. In one of libpq, it is a plus. */
    private static String plusEscaped(String text) {
        return text.replace("+", "%2B");
    }

    private static DatabaseUrl of(Target target, String address, String parameters, Map<String, String> credentials) {
        var kept = new ArrayList<String>();
        for (var parameter : parameters.split("&", -1)) {
            var pair = parameter.split("=", 2);
            switch (pair[0]) {
                case "" -> {} // there is none
                case "user" -> credentials.put(USERNAME, decoded(pair));
                case "password" -> credentials.put(PASSWORD, decoded(pair));
                default -> kept.add(pair.length == 1 ? parameter : ofJdbc(pair[0], pair[1]));
            }
        }
        if (SEVERAL_HOSTS.matcher(address).matches()) {
            require(target, kept);
        }
        return new DatabaseUrl(
                kept.isEmpty() ? address : address + "?" + String.join("&", kept), Map.copyOf(credentials));
    }

    private static void require(Target target, List<String> parameters) {
        ofSeveralHosts(target).forEach((name, value) -> {
            var own = parameters.stream()
                    .filter(each -> each.startsWith(name + "="))
                    .findFirst();
            if (own.isEmpty()) {
                parameters.add(name + "=" + value);
            } else if (name.equals(SERVER_TYPE) && !own.get().equals(SERVER_TYPE + "=" + target.serverType)) {
                throw new IllegalArgumentException(
                        "has several hosts, of which the service needs %s: set targetServerType=%s, or leave it out"
                                .formatted(target.description, target.serverType));
            }
        });
    }

    private static String ofJdbc(String name, String value) {
        var values = VALUES.get(name);
        if (values != null && !values.containsKey(value)) {
            throw new IllegalArgumentException("has an unknown value of %s: it is one of %s"
                    .formatted(name, String.join(", ", new TreeSet<>(values.keySet()))));
        }
        return NAMES.getOrDefault(name, name) + "=" + (values == null ? value : values.get(value));
    }

    private static String decoded(String[] pair) {
        return pair.length == 1 ? "" : decoded(pair[1]);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) { // its message repeats the text
            throw new IllegalArgumentException("has a '%' that two hexadecimal digits do not follow");
        }
    }

    /** Returns the user that the URL had; null without one. */
    @Nullable String username() {
        return credentials.get(USERNAME);
    }

    /** Returns the password that the URL had; null without one. */
    @Nullable String password() {
        return credentials.get(PASSWORD);
    }

    /** Leaves out the credentials. */
    @Override
    public String toString() {
        return jdbc;
    }
}
