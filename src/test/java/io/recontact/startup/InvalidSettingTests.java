package io.recontact.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

/** Every setting of the metadata, with values that its type or its bounds do not allow. */
class InvalidSettingTests {

    /** Zero means none, or at once, or without limit. All other durations and numbers are positive. */
    private static final Set<String> MAY_BE_ZERO = Set.of(
            "recontact.associations.lambda-functions",
            "recontact.associations.lex-bots",
            "recontact.associations.lex-v2-bot-aliases",
            "recontact.console.max-streams",
            "recontact.database.lock-timeout",
            "recontact.database.statement-timeout",
            "recontact.database.wait-at-start",
            "recontact.limits.active-chats",
            "recontact.limits.agents-per-chat",
            "recontact.retention.first-run-after",
            "recontact.shutdown.drain",
            "recontact.standby.catch-up-within",
            "recontact.standby.retry-after",
            "recontact.transcript-search.active-chats-after");

    /** Any text is valid, so far: what a path leads to is for its user to find out. */
    private static final Set<String> TEXTS = Set.of(
            "recontact.attachments.path",
            "recontact.seed",
            "recontact.transcript-archive.path",
            "recontact.allowed-origins", // patterns
            "recontact.console.oidc.claim",
            "recontact.console.oidc.client-id",
            "recontact.console.oidc.client-secret",
            "recontact.console.oidc.instance",
            "recontact.console.oidc.name",
            "recontact.standby.password",
            "recontact.standby.username",
            // Without an endpoint, the others have no effect.
            "recontact.transcript-archive.s3.access-key-id",
            "recontact.transcript-archive.s3.bucket",
            "recontact.transcript-archive.s3.region",
            "recontact.transcript-archive.s3.secret-access-key");

    private static final Map<Class<?>, List<String>> INVALID = Map.of(
            Boolean.class, List.of("perhaps", "2"),
            DataSize.class, List.of("huge", "1.5MB", "0B", "-1B"),
            Double.class, List.of("many", "-0.1", "0", "NaN"),
            Duration.class, List.of("soon", "1 fortnight", "-1s", "9999999999999999999s"),
            Integer.class, List.of("many", "1.5", "-1", "2147483648"),
            LocalDate.class, List.of("soon", "2021-02-30"),
            UUID.class, List.of("one", "0f0c3c3a"),
            URI.class, List.of("a b", "example.com", "ftp://example.com"));

    /** Texts and lists, which have rules of their own. */
    private static final Map<String, List<String>> INVALID_TEXTS = Map.ofEntries(
            Map.entry("recontact.account-id", List.of("1", "12345678901a")),
            Map.entry("recontact.attachments.types", List.of("png", "png=png")),
            Map.entry("recontact.cell", List.of("Europe", "-a", "a".repeat(33))),
            Map.entry("recontact.console.administrator", List.of("a-name-longer-than-twenty")),
            Map.entry("recontact.console.oidc.issuer", List.of("example.com", "https://a b")),
            Map.entry("recontact.console.oidc.scopes", List.of("email")),
            Map.entry("recontact.data-dir", List.of("\0", "")),
            Map.entry("recontact.first-instance.alias", List.of("", "a b", "-a", "x".repeat(46))),
            Map.entry("recontact.limits.rates", List.of("fast", "aws;off", "StartChatContact=0/0", "NoOperation=1/1")),
            Map.entry("recontact.region", List.of("Frankfurt", "eu central")),
            Map.entry("recontact.retention.age", List.of("24", "soon", "P0D", "-P1M")),
            Map.entry("recontact.standby.url", List.of("example.com", "postgres://", "jdbc:mysql://example.com/")),
            Map.entry("recontact.transcript-archive.prefix", List.of("..", "/a")),
            Map.entry("recontact.transcript-archive.s3.endpoint", List.of("example.com")),
            Map.entry("recontact.transcript-search.language", List.of(" ")),
            Map.entry("recontact.widget.allowed-origins", List.of("*", "https://a.example.com/")),
            Map.entry("recontact.widget.attributes", List.of("a b")));

    /** Values that the elements of lists of records refuse. */
    private static final Map<String, List<Map<String, String>>> INVALID_ELEMENTS = Map.of(
            "recontact.access-keys",
            List.of(
                    Map.of("id", "a/b", "secret", "hidden"),
                    Map.of("id", "A"),
                    Map.of("secret", "hidden"),
                    Map.of("id", "A", "secret", " hidden"),
                    Map.of("id", "A", "secret", "hidden", "read-only", "perhaps"),
                    Map.of("id", "A", "secret", "hidden", "instances", "one")),
            "recontact.chat-integrations.destinations",
            List.of(Map.of("id", "a"), Map.of("id", "a", "instance-id", "one")),
            "recontact.events.endpoints",
            List.of(
                    Map.of("url", "https://example.com/hidden"),
                    Map.of("name", "a"),
                    Map.of("name", "a", "url", "example.com/hidden"),
                    Map.of("name", "a", "url", "https://example.com/", "receives", "everything")),
            "recontact.flows.bots",
            List.of(Map.of("url", "https://example.com/hidden"), Map.of("id", "a"), Map.of("id", "a", "url", "hidden")),
            "recontact.flows.lambda-functions",
            List.of(Map.of("url", "https://example.com/hidden"), Map.of("arn", "arn:a"), Map.of("arn", "f")),
            "recontact.streaming.endpoints",
            List.of(
                    Map.of("arn", "arn:a"),
                    Map.of("arn", "arn:a", "url", "https://u:hidden@example.com/"),
                    Map.of("arn", "arn:a", "url", "https://example.com/", "format", "XML")));

    static Stream<Arguments> invalidValues() {
        return SettingsMetadata.properties().values().stream().flatMap(property -> {
            var name = property.name();
            if (TEXTS.contains(name) || INVALID_ELEMENTS.containsKey(name)) {
                return Stream.empty();
            }
            var type = property.javaType();
            var values = Stream.concat(
                    type.isEnum()
                            ? Stream.of("x")
                            : INVALID_TEXTS.getOrDefault(name, INVALID.getOrDefault(type, List.of())).stream(),
                    isNumber(type) && !MAY_BE_ZERO.contains(name) ? Stream.of("0") : Stream.empty());
            var all = values.distinct().toList();
            assertThat(all).as("invalid values of " + name).isNotEmpty();
            return all.stream().map(value -> Arguments.of(name, value));
        });
    }

    private static boolean isNumber(Class<?> type) {
        return type == Duration.class || type == Integer.class;
    }

    static Stream<Arguments> invalidElements() {
        return INVALID_ELEMENTS.entrySet().stream()
                .flatMap(list -> list.getValue().stream().map(element -> Arguments.of(list.getKey(), element)));
    }

    private static void check(Map<String, String> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", new LinkedHashMap<>(settings)));
        SettingsCheck.check(environment);
    }

    private static void assertRefused(String name, Map<String, String> settings) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> check(settings))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains(name)
                        .hasSizeLessThan(250)
                        .doesNotContain("\n", "Exception", "java.", "io.recontact", "hidden", "null"));
    }

    @ParameterizedTest
    @MethodSource("invalidValues")
    void namesTheSettingOfAnInvalidValue(String name, String value) {
        assertRefused(name, Map.of(name, value));
    }

    @ParameterizedTest
    @MethodSource("invalidElements")
    void namesTheListOfAnInvalidElement(String name, Map<String, String> element) {
        var settings = new LinkedHashMap<String, String>();
        element.forEach((member, value) -> settings.put("%s[0].%s".formatted(name, member), value));
        assertRefused(name, settings);
    }

    @Test
    void coversEachList() {
        assertThat(INVALID_ELEMENTS.keySet())
                .containsExactlyInAnyOrderElementsOf(SettingsMetadata.properties().values().stream()
                        .filter(property -> property.type().contains("<io.recontact."))
                        .map(SettingsMetadata.Property::name)
                        .toList());
        assertThat(SettingsMetadata.properties().keySet())
                .containsAll(TEXTS)
                .containsAll(MAY_BE_ZERO)
                .containsAll(INVALID_TEXTS.keySet());
    }

    @ParameterizedTest
    @FieldSource("MAY_BE_ZERO")
    void acceptsZeroWhereItMeansSomething(String name) {
        assertThatCode(() -> check(Map.of(name, "0"))).doesNotThrowAnyException();
    }

    @Test
    void acceptsUnsetVariablesOfComposeFiles() {
        var empty = new LinkedHashMap<String, String>();
        Stream.of(
                        "recontact.allowed-origins",
                        "recontact.attachments.path",
                        "recontact.console.administrator",
                        "recontact.console.oidc.issuer",
                        "recontact.public-url",
                        "recontact.region",
                        "recontact.transcript-archive.path",
                        "recontact.widget.allowed-origins",
                        "recontact.widget.attributes",
                        "recontact.widget.contact-flow-id",
                        "recontact.widget.instance-id")
                .forEach(name -> empty.put(name, ""));
        assertThatCode(() -> check(empty)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                recontact.flows.every=soon | recontact.flows.every must be a duration such as 500ms, 10s or 2h, not 'soon'
                recontact.flows.every=0s | recontact.flows.every must be positive
                recontact.limits.active-chats=many | recontact.limits.active-chats must be a whole number up to 2147483647, not 'many'
                recontact.attachments.max-size=huge | recontact.attachments.max-size must be a size such as 512KB or 20MB, not 'huge'
                recontact.attachments.store=S3 | recontact.attachments.store must be POSTGRES or FILES, not 'S3'
                recontact.console.enabled=perhaps | recontact.console.enabled must be true or false, not 'perhaps'
                recontact.widget.instance-id=one | recontact.widget.instance-id must be a UUID, not 'one'
                recontact.public-url=a b | recontact.public-url must be a URL
                recontact.access-keys[1].id=A | recontact.access-keys[1].id stands alone: the numbers of a list count from zero, without gaps
                recontact.transcript-archive.s3.endpoint=https://s3.example.com | recontact.transcript-archive.s3.bucket is missing or not valid
                server.port=http | server.port must be a whole number up to 2147483647, not 'http'
                server.port=65536 | server: the port must be from 0 to 65535
                server.port=-1 | server: the port must be from 0 to 65535
                management.server.port=http | management.server.port must be a whole number up to 2147483647, not 'http'
                server.address=no host | server.address must be an address or the name of a host, not 'no host'
                """)
    void saysWhatIsWrong(String setting, String sentence) {
        var parts = setting.split("=", 2);
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> check(Map.of(parts[0], parts[1])))
                .withMessage(sentence);
    }

    @Test
    void acceptsDefaults() {
        var defaults = new LinkedHashMap<String, String>();
        SettingsMetadata.properties().values().stream()
                .filter(property -> !property.defaultText().isEmpty())
                .forEach(property -> defaults.put(property.name(), property.defaultText()));
        assertThatCode(() -> check(defaults)).doesNotThrowAnyException();
    }
}
