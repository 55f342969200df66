package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceMoves;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class SignInTests {

    private final Service.Calls calls;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private final Environment environment;
    private final SessionCleanUp cleanUp;
    private People people;

    SignInTests(
            Service.Calls calls, MutableClock clock, JdbcClient jdbc, Environment environment, SessionCleanUp cleanUp) {
        this.calls = calls;
        this.clock = clock;
        this.jdbc = jdbc;
        this.environment = environment;
        this.cleanUp = cleanUp;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
    }

    private Browser browser() {
        return new Browser(calls.endpoint());
    }

    private Browser signedIn(String username) {
        var browser = browser();
        assertThat(target(browser.signIn(people.alias(), username, People.PASSWORD)))
                .isEqualTo("/console");
        return browser;
    }

    @Test
    void signsInAndOut() {
        people.user("ada");
        var browser = browser();
        assertThat(target(browser.get("/console"))).isEqualTo("/console/sign-in");

        assertThat(target(browser.signIn(people.alias().toUpperCase(Locale.ROOT), "ADA", People.PASSWORD)))
                .isEqualTo("/console");
        assertThat(browser.get("/console").body()).contains("Hello, ada");

        assertThat(target(browser.submit("/console", "/console/sign-out", Map.of())))
                .isEqualTo("/console/sign-in?signed-out");
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void leadsToThePageThatWasAskedFor() {
        people.user("ada", "Users.View");
        var browser = browser();

        var signIn = target(browser.get("/console/users?after="));

        assertThat(signIn).isEqualTo("/console/sign-in?to=%2Fconsole%2Fusers%3Fafter%3D");
        assertThat(browser.get(signIn).body()).contains("name=\"to\" value=\"/console/users?after=\"");
        for (var hostile : List.of("//evil.example", "https://evil.example", "/consoleevil", "/console/../x")) {
            assertThat(target(browser.submit(
                            "/console/sign-in",
                            "/console/sign-in",
                            Map.of(
                                    "instance",
                                    people.alias(),
                                    "username",
                                    "ada",
                                    "password",
                                    People.PASSWORD,
                                    "to",
                                    hostile))))
                    .isEqualTo("/console");
            browser = browser();
        }
    }

    @Test
    void refusesWithOneAnswer() {
        people.user("ada");

        for (var names : List.of(
                List.of(people.alias(), "ada", "Wrong-Password-1"),
                List.of(people.alias(), "nobody", People.PASSWORD),
                List.of("no-instance", "ada", People.PASSWORD),
                List.of("", "ada", People.PASSWORD),
                List.of(people.alias(), "ada", ""),
                List.of(people.alias(), "ada", "x".repeat(200)),
                List.of(people.alias(), "", ""))) {
            var browser = browser();
            var answer = browser.signIn(names.get(0), names.get(1), names.get(2));
            assertThat(target(answer)).isEqualTo("/console/sign-in?refused");
            assertThat(browser.cookie("recontact-session")).isEmpty();
        }
    }

    @Test
    void limitsFailuresOfAUser() {
        people.user("ada");
        people.user("bob");
        for (int i = 0; i < 10; i++) {
            assertThat(target(browser().signIn(people.alias(), "ada", "Wrong-Password-1")))
                    .isEqualTo("/console/sign-in?refused");
        }

        assertThat(target(browser().signIn(people.alias(), "Ada", People.PASSWORD)))
                .isEqualTo("/console/sign-in?limited");
        signedIn("bob");

        clock.advance(Duration.ofMinutes(1));
        signedIn("ada");
        signedIn("ada");
    }

    @Test
    void limitsFailuresOfAnUnknownUserAsWell() {
        for (int i = 0; i < 10; i++) {
            assertThat(target(browser().signIn(people.alias(), "nobody", "Wrong-Password-1")))
                    .isEqualTo("/console/sign-in?refused");
        }
        assertThat(target(browser().signIn(people.alias(), "nobody", "Wrong-Password-1")))
                .isEqualTo("/console/sign-in?limited");
        assertThat(buckets()).isPositive();

        clock.advance(Duration.ofMinutes(11));
        cleanUp.cleanUp();

        assertThat(buckets()).isZero();
    }

    private long buckets() {
        return jdbc.sql("select count(*) from rate_bucket where operation like 'SignIn%'")
                .query(Long.class)
                .single();
    }

    @Test
    void countsConcurrentFailuresExactly() {
        people.user("ada");
        var browsers = new ArrayList<Browser>();
        for (int i = 0; i < 13; i++) {
            browsers.add(browser());
        }
        var answers =
                ConcurrentCalls.run(13, i -> target(browsers.get(i).signIn(people.alias(), "ada", "Wrong-Password-1")));

        assertThat(answers).filteredOn(answer -> answer.endsWith("?refused")).hasSize(10);
    }

    @Test
    void needsACsrfToken() {
        people.user("ada");
        var fields = Map.of("instance", people.alias(), "username", "ada", "password", People.PASSWORD);

        assertThat(browser().post("/console/sign-in", fields).statusCode()).isEqualTo(403);

        var browser = signedIn("ada");
        for (var action : List.of("/console/sign-out", "/console/password", "/console/sign-out-everywhere")) {
            assertThat(browser.post(action, Map.of()).statusCode()).isEqualTo(403);
            assertThat(browser.post(action, Map.of("_csrf", "AAAA")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(browser.isSignedIn()).isTrue();
    }

    @Test
    void keepsNoSessionForThoseWhoOnlyLook() {
        var before = sessions();

        browser().get("/console/sign-in");
        browser().get("/console");
        browser().get("/console/users");

        assertThat(sessions()).isEqualTo(before);
    }

    private long sessions() {
        return jdbc.sql("select count(*) from console_session")
                .query(Long.class)
                .single();
    }

    @Test
    void givesOutANewSessionAtTheSignIn() {
        people.user("ada");
        people.user("eve");
        var eve = signedIn("eve");
        var victim = browser();
        victim.setCookie("recontact-session", eve.cookie("recontact-session").orElseThrow());

        // A signed-in browser sees no form, so the token comes from elsewhere.
        victim.post(
                "/console/sign-in",
                Map.of(
                        "instance",
                        people.alias(),
                        "username",
                        "ada",
                        "password",
                        People.PASSWORD,
                        "_csrf",
                        victim.csrf("/console")));

        assertThat(victim.get("/console").body()).contains("Hello, ada");
        assertThat(victim.cookie("recontact-session")).isNotEqualTo(eve.cookie("recontact-session"));
        assertThat(eve.isSignedIn()).isFalse();
    }

    @Test
    void protectsItsCookies() {
        people.user("ada");
        var browser = browser();
        var look = browser.get("/console/sign-in").headers().allValues("Set-Cookie");
        var signIn =
                browser.signIn(people.alias(), "ada", People.PASSWORD).headers().allValues("Set-Cookie");

        assertThat(look)
                .singleElement()
                .asString()
                .startsWith("recontact-csrf=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(signIn)
                .filteredOn(cookie -> cookie.startsWith("recontact-session="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure", "Expires", "Max-Age");
    }

    @Test
    void protectsItsPages() {
        for (var path : List.of("/console/sign-in", "/console/no-page")) {
            var headers = browser().get(path).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        }
        assertThat(browser().get("/console/sign-in").body())
                .doesNotContain("<style", "javascript:", " onclick", " onload", " style=");
    }

    @Test
    void endsAllSessionsWhenThePasswordChanges() {
        people.user("ada");
        var here = signedIn("ada");
        var there = signedIn("ada");
        var fields = Map.of("current", People.PASSWORD, "password", "Another-Horse-8", "repeated", "Another-Horse-8");

        assertThat(here.submit(
                                "/console/password",
                                "/console/password",
                                Map.of("current", "x", "password", "Aa345678", "repeated", "Aa345678"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(here.submit(
                                "/console/password",
                                "/console/password",
                                Map.of("current", People.PASSWORD, "password", "short", "repeated", "short"))
                        .body())
                .contains("8 to 64 characters");
        assertThat(there.isSignedIn()).isTrue();
        assertThat(target(here.submit("/console/password", "/console/password", fields)))
                .isEqualTo("/console/password?changed");

        assertThat(here.isSignedIn()).isTrue();
        assertThat(there.isSignedIn()).isFalse();
        assertThat(target(browser().signIn(people.alias(), "ada", People.PASSWORD)))
                .isEqualTo("/console/sign-in?refused");
        assertThat(target(browser().signIn(people.alias(), "ada", "Another-Horse-8")))
                .isEqualTo("/console");
    }

    @Test
    void signsOutEverywhere() {
        people.user("ada");
        var here = signedIn("ada");
        var there = signedIn("ada");

        here.submit("/console/password", "/console/sign-out-everywhere", Map.of());

        assertThat(here.isSignedIn()).isFalse();
        assertThat(there.isSignedIn()).isFalse();
        signedIn("ada");
    }

    @Test
    void endsTheSessionsOfADeletedUser() {
        var id = people.user("ada");
        var browser = signedIn("ada");

        calls.connect()
                .deleteUser(request -> request.instanceId(people.instance()).userId(id));

        assertThat(browser.isSignedIn()).isFalse();
        assertThat(target(browser().signIn(people.alias(), "ada", People.PASSWORD)))
                .isEqualTo("/console/sign-in?refused");
    }

    @Test
    void endsTheSessionsOfADeletedInstance() {
        people.user("ada");
        var browser = signedIn("ada");

        calls.connect().deleteInstance(request -> request.instanceId(people.instance()));

        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void followsChangedPermissionsAtOnce() {
        var id = people.user("ada");
        var browser = signedIn("ada");
        assertThat(browser.get("/console/users").statusCode()).isEqualTo(403);
        var profile = calls.connect()
                .createSecurityProfile(request -> request.instanceId(people.instance())
                        .securityProfileName("viewers")
                        .permissions("Users.View"))
                .securityProfileId();

        calls.connect()
                .updateUserSecurityProfiles(request ->
                        request.instanceId(people.instance()).userId(id).securityProfileIds(profile));

        assertThat(browser.get("/console/users").body()).contains("ada");
    }

    @Test
    void givesOneTimePasswordsThatMustBeChanged() {
        people.user("boss", "Users.View", "Users.Edit");
        var id = people.user("ada");
        var boss = signedIn("boss");
        var ada = signedIn("ada");

        var page = boss.submit("/console/users", "/console/users/" + id + "/password", Map.of());
        var password = page.body().replaceAll("(?s).*<code class=\"large\">([^<]+)</code>.*", "$1");

        assertThat(ada.isSignedIn()).isFalse();
        var other = browser();
        assertThat(target(ada.signIn(people.alias(), "ada", password))).isEqualTo("/console/password");
        assertThat(target(other.signIn(people.alias(), "ada", password))).isEqualTo("/console/sign-in?refused");
        assertThat(target(ada.get("/console"))).isEqualTo("/console/password");
        assertThat(ada.submit("/console/password", "/console/sign-out-everywhere", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(target(ada.submit(
                        "/console/password",
                        "/console/password",
                        Map.of("password", "Chosen-Horse-9", "repeated", "Chosen-Horse-9"))))
                .isEqualTo("/console");
        assertThat(ada.get("/console").body()).contains("Hello, ada");
    }

    @Test
    void letsNobodyTakeOverAUserWithMorePermissions() {
        people.user("boss", "Users.View", "Users.Edit");
        var id = people.user("admin", "Users.View", "ContactData.Delete");
        var boss = signedIn("boss");

        assertThat(boss.submit("/console/users", "/console/users/" + id + "/password", Map.of())
                        .statusCode())
                .isEqualTo(403);
        signedIn("admin");
        var other = People.of(calls);
        var stranger = other.user("stranger");
        assertThat(boss.submit("/console/users", "/console/users/" + stranger + "/password", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void servesASessionOnEveryNode() {
        people.user("ada");
        var browser = signedIn("ada");
        try (var other = Node.inThisJvm(environment, List.of())) {
            var there = browser.at(Node.endpointOf(other));
            assertThat(there.get("/console").body()).contains("Hello, ada");

            there.submit("/console", "/console/sign-out", Map.of());

            assertThat(browser.isSignedIn()).isFalse();
        }
    }

    @Test
    void leavesTheApiAsItIs() {
        var browser = browser();
        assertThat(target(browser.get("/"))).isEqualTo("/console");
        // Spring Security would refuse these with 400.
        for (var path : List.of("/users//x", "/users;a=b/x", "/console;a=b", "/%63onsole", "/console/%2e%2e/users")) {
            var answer = browser.send(browser.request(path).GET());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        }
        var signed =
                browser.send(browser.request("/instance").method("PUT", HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(signed.headers().map())
                .doesNotContainKeys("Set-Cookie", "X-Frame-Options", "Content-Security-Policy");
    }

    @Test
    void showsErrorsAsPages() {
        people.user("ada");
        var browser = signedIn("ada");

        assertThat(browser.get("/console/no-page").statusCode()).isEqualTo(404);
        assertThat(browser.get("/console/no-page").body()).contains("<h1>Not found</h1>");
        assertThat(browser.get("/console/users").body()).contains("<h1>Not allowed</h1>");
        assertThat(browser.get("/console/assets/x/none.css").statusCode()).isEqualTo(404);
    }

    @Test
    void signsOutOfAnInstanceThatHasMoved() {
        people.user("ada");
        var browser = signedIn("ada");

        jdbc.sql("""
                        insert into instance_move (instance_id, state, cell, since)
                        select id, 'MOVED', 'b', now()
                        from instance
                        where alias = :alias
                        """).param("alias", people.alias()).update();
        clock.advance(InstanceMoves.MAX_AGE.plusMillis(1));

        assertThat(target(browser.get("/console"))).isEqualTo("/console/sign-in");
        assertThat(browser.isSignedIn()).isFalse();
    }
}
