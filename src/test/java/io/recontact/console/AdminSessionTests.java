package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.Operations;
import io.recontact.configuration.Permission;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The admin API with the session of the console. */
@ServiceTest
class AdminSessionTests {

    private record Call(
            String method, String path, @Nullable Permission needed) {}

    /** Each operation, below the path of an instance unless it begins with a slash. */
    private static final Map<String, Call> CALLS = Map.ofEntries(
            call("ListContactLineage", "GET", "contacts/{contact}/lineage", Permission.CONTACT_SEARCH),
            call("ListContactFlowSteps", "GET", "contacts/{contact}/flow-steps", Permission.CONTACT_SEARCH),
            call("GetContactTranscript", "GET", "contacts/{contact}/transcript", Permission.CONTACT_TRANSCRIPTS),
            call(
                    "GetContactTranscriptFile",
                    "GET",
                    "contacts/{contact}/transcript/file",
                    Permission.CONTACT_TRANSCRIPTS_DOWNLOAD),
            call("SearchTranscripts", "POST", "search-transcripts", Permission.CONTACT_SEARCH_WITH_KEYWORDS),
            call("CreateLegalHold", "POST", "legal-holds", Permission.LEGAL_HOLDS_EDIT),
            call("ListLegalHolds", "GET", "legal-holds", Permission.LEGAL_HOLDS_VIEW),
            call("ReleaseLegalHold", "POST", "legal-holds/{contact}/release", Permission.LEGAL_HOLDS_EDIT),
            call("CreateErasure", "POST", "erasures", Permission.CONTACT_DATA_DELETE),
            call("ListErasures", "GET", "erasures", Permission.CONTACT_DATA_DELETE),
            call("GetCustomerExport", "GET", "customers/c1/export", Permission.CONTACT_DATA_EXPORT),
            call("CreateImport", "POST", "imports", Permission.CONTACT_DATA_IMPORT),
            call("ListImports", "GET", "imports", Permission.CONTACT_DATA_IMPORT),
            call("GetRetentionForecast", "GET", "/admin/v1/retention/forecast", null),
            call("ListRetentionRuns", "GET", "/admin/v1/retention/runs", null));

    /** Fits every operation; each ignores the members of the others. */
    private static final String BODY =
            "{\"ContactId\":\"%s\",\"Reason\":\"none\",\"Query\":\"word\"}".formatted(UUID.randomUUID());

    private static Map.Entry<String, Call> call(String name, String method, String path, @Nullable Permission needed) {
        return Map.entry(name, new Call(method, path, needed));
    }

    private final Service.Calls calls;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final RequestMappingHandlerMapping mappings;
    private final Operations operations;
    private People people;
    private String contact;

    AdminSessionTests(
            Service.Calls calls,
            RawCalls raw,
            JdbcClient jdbc,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            Operations operations) {
        this.calls = calls;
        this.raw = raw;
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.operations = operations;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
        contact = people.tenant().start();
    }

    private static Call named(String operation) {
        return Objects.requireNonNull(CALLS.get(operation));
    }

    private Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    private String path(Call call, String instance) {
        var path = call.path().replace("{contact}", contact);
        return path.startsWith("/") ? path : "/admin/v1/instances/%s/%s".formatted(instance, path);
    }

    private HttpResponse<String> send(Browser browser, Call call, String instance, @Nullable String csrf) {
        var request = browser.request(path(call, instance))
                .header("Content-Type", call.path().equals("imports") ? "application/x-ndjson" : "application/json")
                .method(
                        call.method(),
                        call.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(BODY));
        if (csrf != null) {
            request.header("X-CSRF-TOKEN", csrf);
        }
        return browser.send(request);
    }

    @Test
    void everyOperationIsListed() {
        var mapped = mappings.getHandlerMethods().entrySet().stream()
                .filter(handler -> handler.getKey().getPatternValues().stream()
                        .anyMatch(pattern -> pattern.startsWith("/admin/v1")))
                .map(handler ->
                        StringUtils.capitalize(handler.getValue().getMethod().getName()))
                .filter(name -> !operations.named(name).orElseThrow().isUnsigned());

        assertThat(mapped).containsExactlyInAnyOrderElementsOf(CALLS.keySet());
    }

    @Test
    void eachOperationNeedsItsPermissionAndNoOther() {
        for (var permission : Permission.values()) {
            var browser = signedIn(people.someone(permission.permission()));
            var csrf = browser.csrf("/console/password");
            var allowed = new LinkedHashMap<String, Boolean>();
            var expected = new LinkedHashMap<String, Boolean>();
            CALLS.forEach((name, call) -> {
                allowed.put(name, send(browser, call, people.instance(), csrf).statusCode() != 403);
                expected.put(name, call.needed() == permission);
            });

            assertThat(allowed).as(permission.permission()).isEqualTo(expected);
        }
    }

    @Test
    void writesNeedTheCsrfTokenInTheHeader() {
        people.inProfile("ada", "Admin");
        var browser = signedIn("ada");
        var csrf = browser.csrf("/console/password");
        CALLS.values().stream().filter(call -> !call.method().equals("GET")).forEach(call -> {
            var refused = send(browser, call, people.instance(), null);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(send(browser, call, people.instance(), "AAAA").statusCode())
                    .isEqualTo(403);
            assertThat(send(browser, call, people.instance(), csrf).statusCode())
                    .isNotEqualTo(403);
        });
        var inQuery = browser.send(
                browser.request("/admin/v1/instances/%s/legal-holds?_csrf=%s".formatted(people.instance(), csrf))
                        .POST(BodyPublishers.ofString("{}")));
        assertThat(inQuery.statusCode()).isEqualTo(403);
    }

    @Test
    void placesALegalHold() {
        people.inProfile("ada", "Admin");
        var browser = signedIn("ada");
        var hold = "{\"ContactId\":\"%s\",\"Reason\":\"a claim\"}".formatted(contact);

        var placed = browser.send(browser.request("/admin/v1/instances/%s/legal-holds".formatted(people.instance()))
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", browser.csrf("/console/password"))
                .POST(BodyPublishers.ofString(hold)));

        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(200);
        assertThat(raw.get("/admin/v1/instances/%s/legal-holds".formatted(people.instance()))
                        .body())
                .contains(contact);
    }

    @Test
    void otherInstancesStayClosed() {
        people.inProfile("ada", "Admin");
        var browser = signedIn("ada");
        var csrf = browser.csrf("/console/password");
        var other = People.of(calls);
        for (var call : CALLS.values()) {
            assertThat(send(browser, call, other.instance(), csrf).statusCode())
                    .as(call.path())
                    .isEqualTo(403);
        }
    }

    @Test
    void withoutASessionASignatureIsNeeded() {
        for (var browser : List.of(new Browser(calls.endpoint()), withForeignCookie())) {
            for (var call : CALLS.values()) {
                var answer = send(browser, call, people.instance(), null);
                assertThat(answer.statusCode()).isEqualTo(403);
            }
        }
        var unsigned = send(new Browser(calls.endpoint()), named("ListErasures"), people.instance(), null);
        assertThat(unsigned.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        assertThat(raw.get("/admin/v1/instances/%s/erasures".formatted(people.instance()))
                        .statusCode())
                .isEqualTo(200);
    }

    private Browser withForeignCookie() {
        var browser = new Browser(calls.endpoint());
        browser.setCookie("recontact-session", "bm90LWEtc2Vzc2lvbg==");
        return browser;
    }

    @Test
    void opensNothingElse() {
        people.inProfile("ada", "Admin");
        var browser = signedIn("ada");
        for (var path : List.of(
                "/users-summary/" + people.instance(),
                "/agent/v1/instances/" + people.instance(),
                "/contacts/%s/%s".formatted(people.instance(), contact))) {
            var answer = browser.send(browser.request(path).GET());
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        }
    }

    @Test
    void recordsWhoReadsATranscript() {
        var user = people.inProfile("ada", "Admin");
        var browser = signedIn("ada");

        send(browser, named("GetContactTranscript"), people.instance(), null);
        send(browser, named("GetContactTranscript"), people.instance(), null);
        send(browser, named("GetContactTranscriptFile"), people.instance(), null);

        assertThat(jdbc.sql("select user_id || ' ' || kind from transcript_access where contact_id = cast(? as uuid)")
                        .param(contact)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(user + " READ", user + " DOWNLOAD");
    }
}
