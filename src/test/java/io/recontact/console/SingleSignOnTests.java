package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sign-in through an OpenID provider. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class SingleSignOnTests {

    private static final String ALIAS = "directory";
    private static final String START = "/console/sign-in/oidc";
    private static final OpenIdProvider PROVIDER = new OpenIdProvider();

    private final Service.Calls calls;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final Environment environment;
    private String instance = "";

    SingleSignOnTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc, Environment environment) {
        this.calls = calls;
        this.clock = clock;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("recontact.console.oidc.issuer", PROVIDER::issuer);
        settings.add("recontact.console.oidc.client-id", () -> OpenIdProvider.CLIENT);
        settings.add("recontact.console.oidc.client-secret", () -> OpenIdProvider.SECRET);
        settings.add("recontact.console.oidc.instance", () -> ALIAS);
        settings.add("recontact.console.oidc.name", () -> "<b>Company</b>");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @BeforeEach
    void setUp() {
        PROVIDER.use(clock);
        PROVIDER.issue(_ -> {});
        var existing = calls.connect().listInstances(_ -> {}).instanceSummaryList().stream()
                .filter(one -> ALIAS.equals(one.instanceAlias()))
                .findFirst();
        existing.ifPresent(one -> calls.connect().deleteInstance(request -> request.instanceId(one.id())));
        newInstance("SAML");
    }

    private void newInstance(String type) {
        if (!instance.isEmpty()) {
            calls.connect().deleteInstance(request -> request.instanceId(instance));
        }
        instance = calls.connect()
                .createInstance(request -> request.instanceAlias(ALIAS)
                        .identityManagementType(type)
                        .directoryId("EXISTING_DIRECTORY".equals(type) ? "d-1234567890" : null)
                        .inboundCallsEnabled(true)
                        .outboundCallsEnabled(false))
                .id();
    }

    private String user(String username, @Nullable String directoryUserId) {
        var connect = calls.connect();
        return connect.createUser(request -> request.instanceId(instance)
                        .username(username)
                        .directoryUserId(directoryUserId)
                        .phoneConfig(phone -> phone.phoneType("SOFT_PHONE"))
                        .securityProfileIds(
                                connect
                                        .listSecurityProfiles(list -> list.instanceId(instance))
                                        .securityProfileSummaryList()
                                        .stream()
                                        .filter(profile -> profile.name().equals("Admin"))
                                        .findFirst()
                                        .orElseThrow()
                                        .id())
                        .routingProfileId(connect.listRoutingProfiles(list -> list.instanceId(instance))
                                .routingProfileSummaryList()
                                .getFirst()
                                .id()))
                .userId();
    }

    private Browser browser() {
        return new Browser(calls.endpoint());
    }

    /** Goes to the provider, and returns the path and query that it leads back to. */
    private String comeBack(Browser browser, String start) {
        var back = target(browser.visit(target(browser.get(start))));
        assertThat(back).startsWith(calls.endpoint() + START + "/callback?code=");
        return back.substring(calls.endpoint().toString().length());
    }

    private String signIn(Browser browser) {
        return target(browser.get(comeBack(browser, START)));
    }

    private Browser signedIn(String subject) {
        PROVIDER.signInAs(subject);
        var browser = browser();
        assertThat(signIn(browser)).isEqualTo("/console");
        return browser;
    }

    @Test
    void signsInByTheUsernameAndOut() {
        user("ada@example.com", null);
        assertThat(browser().get("/console/sign-in").body())
                .contains("href=\"/console/sign-in/oidc\"", "Sign in with &lt;b&gt;Company&lt;/b&gt;");

        var browser = signedIn("Ada@example.com");

        assertThat(browser.get("/console").body()).contains("Hello, ada@example.com");
        assertThat(browser.cookie("recontact-single-sign-on")).isEmpty();
        assertThat(target(browser.submit("/console", "/console/sign-out", Map.of())))
                .isEqualTo("/console/sign-in?signed-out");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void signsInByTheDirectoryUserId() {
        newInstance("EXISTING_DIRECTORY");
        user("ada", "S-1-5-21-1");
        user("bob", "S-1-5-21-2");
        user("bobby", "S-1-5-21-2");

        assertThat(signedIn("S-1-5-21-1").get("/console").body()).contains("Hello, ada");
        for (var subject : List.of("ada", "S-1-5-21-2", "s-1-5-21-1")) {
            PROVIDER.signInAs(subject);
            assertThat(signIn(browser())).as(subject).isEqualTo("/console/sign-in?unknown");
        }
    }

    @Test
    void givesNewUsersTheirIdInTheDirectory() {
        newInstance("EXISTING_DIRECTORY");
        var ada = user("ada", "subject-1");
        var browser = signedIn("subject-1");
        var described = calls.connect()
                .describeUser(request -> request.instanceId(instance).userId(ada))
                .user();

        target(browser.fill(
                "/console/users/new",
                "Username",
                "grace",
                "DirectoryUserId",
                "subject-2",
                "RoutingProfileId",
                described.routingProfileId(),
                "SecurityProfileIds",
                described.securityProfileIds().getFirst(),
                "AutoAccept",
                "false"));

        assertThat(signedIn("subject-2").get("/console").body()).contains("Hello, grace");
    }

    @Test
    void keepsOneTextInTheSession() {
        var id = user("ada", null);
        jdbc.sql("delete from console_session").update();
        signedIn("ada");

        assertThat(jdbc.sql("select attribute_name from console_session_attributes")
                        .query(String.class)
                        .list())
                .containsExactly("user");
        assertThat(jdbc.sql("select encode(attribute_bytes, 'escape') from console_session_attributes")
                        .query(String.class)
                        .single())
                .contains("%s/%s/0".formatted(instance, id));
    }

    @Test
    void leadsToThePageThatWasAskedFor() {
        user("ada", null);
        PROVIDER.signInAs("ada");
        var browser = browser();
        var page = browser.get("/console/sign-in?to=%2Fconsole%2Fcontacts%3Fq%3Da%26b")
                .body();
        assertThat(page).contains("href=\"/console/sign-in/oidc?to=/console/contacts?q%3Da%26b\"");

        var back = comeBack(browser, START + "?to=/console/contacts?q%3Da%26b");
        assertThat(target(browser.get(back))).isEqualTo("/console/contacts?q=a&b");

        var hostile = browser();
        back = comeBack(hostile, START + "?to=//evil.example");
        assertThat(target(hostile.get(back + "&to=https://evil.example"))).isEqualTo("/console");
    }

    @Test
    void refusesWhoHasNoUser() {
        PROVIDER.signInAs("nobody");
        var browser = browser();

        var refused = signIn(browser);

        assertThat(refused).isEqualTo("/console/sign-in?unknown");
        assertThat(browser.get(refused).body()).contains("have no user here");
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.cookie("recontact-session")).isEmpty();
    }

    @Test
    void refusesUsersWithPasswords() {
        newInstance("CONNECT_MANAGED");
        var people = new People(calls.connect(), instance, ALIAS, "");
        people.user("ada", "Users.View");
        PROVIDER.signInAs("ada");

        assertThat(signIn(browser())).isEqualTo("/console/sign-in?unknown");
    }

    @Test
    void readsTheTimesOfTokensByTheClockOfTheService() {
        user("ada", null);
        PROVIDER.signInAs("ada");
        clock.advance(Duration.ofHours(1));

        assertThat(signIn(browser())).isEqualTo("/console");

        PROVIDER.use(Clock.offset(clock, Duration.ofMinutes(-10)));
        assertRefused();
    }

    @Test
    void refusesTokensThatAreNotForThisSignIn(CapturedOutput output) {
        user("ada", null);
        Stream<Consumer<JWTClaimsSet.Builder>> wrong = Stream.of(
                token -> token.audience("another-client"),
                token -> token.issuer("https://another-issuer.example"),
                token -> token.expirationTime(Date.from(clock.instant().minus(Duration.ofMinutes(5)))),
                token -> token.claim("nonce", "another"),
                token -> token.claim("nonce", null),
                token -> token.issueTime(null));
        wrong.forEach(changes -> {
            PROVIDER.issue(token -> {
                token.subject("ada");
                changes.accept(token);
            });
            assertRefused();
        });

        PROVIDER.signInAs("ada");
        PROVIDER.signWithAnotherKey();
        assertRefused();

        assertThat(output).contains("A single sign-on has failed: invalid_").doesNotContain("another", "eyJ");
    }

    private void assertRefused() {
        var browser = browser();
        assertThat(signIn(browser)).isEqualTo("/console/sign-in?failed");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void refusesAnswersToSignInsOfOthers() {
        user("ada", null);
        PROVIDER.signInAs("ada");
        var other = browser();
        var ofOther = comeBack(other, START);

        // Without a sign-in, with another one, with a changed state, and with a cookie of its own making.
        assertFailed(browser(), ofOther);
        var started = browser();
        var own = comeBack(started, START);
        assertFailed(started, ofOther);
        assertFailed(started, own.replaceFirst("state=", "state=x"));
        assertFailed(started, START + "/callback?error=access_denied&state=x");
        var forged = browser();
        forged.setCookie("recontact-single-sign-on", "eA.eA.eA.eA");
        assertFailed(forged, START + "/callback?code=x&state=x");

        // The sign-in itself goes on, once.
        assertThat(target(started.get(own))).isEqualTo("/console");
        assertFailed(browser(), own);
        assertThat(target(other.get(ofOther))).isEqualTo("/console");
    }

    private static void assertFailed(Browser browser, String callback) {
        assertThat(target(browser.get(callback))).isEqualTo("/console/sign-in?failed");
    }

    @Test
    void tellsThatThePersonHasDeclined() {
        var browser = browser();
        var back = comeBack(browser, START);
        var state = back.substring(back.indexOf("state="));

        assertFailed(browser, START + "/callback?error=%0Aaccess_denied&error_description=x&" + state);
        assertThat(browser.get("/console/sign-in?failed").body()).contains("The sign-in has not worked");
    }

    @Test
    void endsTheSessionOfADeletedUser() {
        var id = user("ada", null);
        var browser = signedIn("ada");
        assertThat(browser.isSignedIn()).isTrue();

        calls.connect().deleteUser(request -> request.instanceId(instance).userId(id));

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(signIn(browser())).isEqualTo("/console/sign-in?unknown");
    }

    @Test
    void signsOutEverywhere() {
        user("ada", null);
        var one = signedIn("ada");
        var two = signedIn("ada");

        one.submit("/console/password", "/console/sign-out-everywhere", Map.of());

        assertThat(one.isSignedIn()).isFalse();
        assertThat(two.isSignedIn()).isFalse();
        assertThat(signedIn("ada").isSignedIn()).isTrue();
    }

    @Test
    void hasNoPassword() {
        var id = user("ada", null);
        var browser = signedIn("ada");

        assertThat(browser.get("/console/password").body())
                .contains("Sign out everywhere")
                .doesNotContain("name=\"current\"");
        assertThat(browser.submit(
                                "/console/password",
                                "/console/password",
                                Map.of("password", People.PASSWORD, "repeated", People.PASSWORD))
                        .statusCode())
                .isEqualTo(404);
        assertThat(browser.submit("/console/password", "/console/users/%s/password".formatted(id), Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(target(browser().signIn(ALIAS, "ada", ""))).isEqualTo("/console/sign-in?refused");
    }

    @Test
    void comesBackToAnotherNode() {
        user("ada", null);
        PROVIDER.signInAs("ada");
        var settings = Stream.of("issuer", "client-id", "client-secret", "instance")
                .map("recontact.console.oidc."::concat)
                .map(name -> "%s=%s".formatted(name, environment.getProperty(name)))
                .toList();
        try (var node = Node.inThisJvm(environment, settings)) {
            var browser = browser();
            var back = comeBack(browser, START);

            var elsewhere = browser.at(Node.endpointOf(node));
            assertThat(target(elsewhere.get(back))).isEqualTo("/console");
            assertThat(elsewhere.get("/console").body()).contains("Hello, ada");
        }
    }

    @Test
    void startsWithoutTheProvider() {
        var settings = List.of(
                "recontact.console.oidc.issuer=http://127.0.0.1:1",
                "recontact.console.oidc.client-id=" + UUID.randomUUID(),
                "recontact.console.oidc.claim=email");
        try (var node = Node.inThisJvm(environment, settings)) {
            assertFailed(new Browser(Node.endpointOf(node)), START);
        }
    }
}
