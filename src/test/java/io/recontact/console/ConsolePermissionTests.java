package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.configuration.Permission;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each page with each role, and with each permission alone. */
@ServiceTest
class ConsolePermissionTests {

    /** Pages without a permission: the answers are the same for everyone who has signed in, or for everybody. */
    private static final Set<String> FOR_EVERYONE = Set.of(
            "/console",
            "/console/",
            "/console/configuration",
            "/console/**",
            "/console/sign-in",
            "/console/password",
            "/console/sign-out-everywhere",
            "/console/assets/{version}/{name}");

    private static final String CONTACT = "{contact}";

    private static final Map<String, String> MESSAGE = Map.of(
            "text", "Hello",
            "clientToken", UUID.randomUUID().toString(),
            "name", "n",
            "key", "k",
            "content", "c",
            "value", "v",
            "type", "STRING",
            "quickConnect", UUID.randomUUID().toString());

    /** The pages with a permission, as the code maps them. */
    private static final Map<String, Permission> OTHER_PAGES = otherPages();

    private static Map<String, Permission> otherPages() {
        var pages = new HashMap<String, Permission>();
        pages.put("/console/contacts", Permission.CONTACT_SEARCH);
        pages.put("/console/contacts/{contact}", Permission.CONTACT_SEARCH);
        pages.put("/console/contacts/{contact}/transcript/newest", Permission.CONTACT_TRANSCRIPTS);
        pages.put("/console/contacts/{contact}/transcript/live", Permission.CONTACT_TRANSCRIPTS);
        pages.put("/console/quick-replies", Permission.CONTENT_MANAGEMENT_VIEW);
        pages.put("/console/contacts/{contact}/transcript/earlier", Permission.CONTACT_TRANSCRIPTS);
        pages.put("/console/contacts/{contact}/transcript/file", Permission.CONTACT_TRANSCRIPTS_DOWNLOAD);
        pages.put("/console/contacts/{contact}/views/{item}", Permission.CONTACT_TRANSCRIPTS);
        pages.put("/console/contacts/{contact}/attachments/{attachment}", Permission.CONTACT_TRANSCRIPTS_DOWNLOAD);
        pages.put("/console/contacts/{contact}/stop", Permission.STOP_CONTACTS);
        pages.put("/console/contacts/{contact}/holds", Permission.LEGAL_HOLDS_EDIT);
        pages.put("/console/contacts/{contact}/holds/{hold}/release", Permission.LEGAL_HOLDS_EDIT);
        pages.put("/console/contacts/{contact}/erase", Permission.CONTACT_DATA_DELETE);
        pages.put("/console/contacts/{contact}/customer-export", Permission.CONTACT_DATA_EXPORT);
        pages.put("/console/contacts/{contact}/watch", Permission.MONITOR_CONTACTS);
        pages.put("/console/contacts/{contact}/watch/live", Permission.MONITOR_CONTACTS);
        pages.put("/console/contacts/{contact}/watch/items", Permission.MONITOR_CONTACTS);
        pages.put("/console/contacts/{contact}/watch/earlier", Permission.MONITOR_CONTACTS);
        pages.put("/console/contacts/{contact}/watch/leave", Permission.MONITOR_CONTACTS);
        pages.put("/console/contacts/{contact}/watch/barge", Permission.BARGE_INTO_CONTACTS);
        pages.put("/console/contacts/{contact}/watch/messages", Permission.BARGE_INTO_CONTACTS);
        pages.put("/console/metrics", Permission.HISTORICAL_METRICS);
        pages.put("/console/users/{user}/password", Permission.USERS_EDIT);
        pages.put("/console/board", Permission.REAL_TIME_METRICS);
        pages.put("/console/board/now", Permission.REAL_TIME_METRICS);
        pages.put("/console/board/agents/{agent}", Permission.REAL_TIME_METRICS);
        pages.put("/console/board/agents/{agent}/status", Permission.AGENT_STATUS_CHANGE);
        pages.putAll(ConfigurationPaths.all());
        return pages;
    }

    /** The pages that only a form can reach. */
    private static final Set<String> FORMS = Set.of(
            "/console/users/{user}/password",
            "/console/contacts/{contact}/stop",
            "/console/contacts/{contact}/holds",
            "/console/contacts/{contact}/holds/{hold}/release",
            "/console/contacts/{contact}/watch/leave",
            "/console/contacts/{contact}/watch/barge",
            "/console/contacts/{contact}/watch/messages",
            "/console/board/agents/{agent}/status");

    /** Pages of new instances that their managers do not have. */
    private static final Set<Permission> OF_ADMINISTRATORS =
            Set.of(Permission.LEGAL_HOLDS_EDIT, Permission.CONTACT_DATA_DELETE, Permission.CONTACT_DATA_EXPORT);

    /** The parts of the desktop. */
    private static final Set<String> DESKTOP = Set.of(
            "/console/desktop",
            "/console/desktop/chats",
            "/console/desktop/live",
            "/console/desktop/status",
            "/console/desktop/{contact}",
            "/console/desktop/{contact}/details",
            "/console/desktop/{contact}/files/{file}",
            "/console/desktop/{contact}/views/{item}",
            "/console/desktop/{contact}/receipt",
            "/console/desktop/{contact}/items",
            "/console/desktop/{contact}/earlier",
            "/console/desktop/{contact}/state");

    /** The actions of agents on the desktop. */
    private static final Set<String> DESKTOP_ACTIONS = Set.of(
            "/console/desktop/{contact}/accept",
            "/console/desktop/{contact}/reject",
            "/console/desktop/{contact}/end",
            "/console/desktop/{contact}/complete",
            "/console/desktop/{contact}/messages",
            "/console/desktop/{contact}/typing",
            "/console/desktop/{contact}/files",
            "/console/desktop/{contact}/transfer",
            "/console/desktop/{contact}/attributes",
            "/console/desktop/{contact}/references",
            "/console/desktop/{contact}/tags",
            "/console/desktop/{contact}/tags/remove");

    private static final Set<String> QUICK_REPLY_ACTIONS = Set.of(
            "/console/quick-replies/new", "/console/quick-replies/{reply}", "/console/quick-replies/{reply}/delete");

    private static final Map<String, Permission> PAGES = allPages();

    private static Map<String, Permission> allPages() {
        var pages = new HashMap<>(OTHER_PAGES);
        DESKTOP.forEach(page -> pages.put(page, Permission.BASIC_AGENT_ACCESS));
        DESKTOP_ACTIONS.forEach(page -> pages.put(page, Permission.BASIC_AGENT_ACCESS));
        QUICK_REPLY_ACTIONS.forEach(page -> pages.put(page, Permission.CONTENT_MANAGEMENT_EDIT));
        return Map.copyOf(pages);
    }

    private final RequestMappingHandlerMapping mappings;
    private final Service.Calls calls;
    private People people;

    ConsolePermissionTests(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings, Service.Calls calls) {
        this.mappings = mappings;
        this.calls = calls;
    }

    @BeforeEach
    void setUp() {
        people = People.of(calls);
    }

    @Test
    void everyPageIsListed() {
        var mapped = mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/console"))
                .collect(Collectors.toCollection(TreeSet::new));
        var listed = new TreeSet<>(PAGES.keySet());
        listed.addAll(FOR_EVERYONE);

        assertThat(mapped).isEqualTo(listed);
    }

    @Test
    void eachPageNeedsItsPermissionAndNoOther() {
        var contact = people.tenant().start();
        for (var permission : Permission.values()) {
            var browser = signedIn(people.someone(permission.permission()));
            var allowed = new LinkedHashMap<String, Boolean>();
            PAGES.forEach((page, needed) -> allowed.put(page, status(browser, page, contact) != 403));
            var expected = new LinkedHashMap<String, Boolean>();
            PAGES.forEach((page, needed) -> expected.put(page, needed == permission));

            assertThat(allowed).as(permission.permission()).isEqualTo(expected);
        }
    }

    @Test
    void profilesOfNewInstancesHaveFittingPages() {
        var contact = people.tenant().start();
        var all = List.copyOf(PAGES.keySet());
        var agents = new TreeSet<>(DESKTOP);
        agents.addAll(DESKTOP_ACTIONS);
        var expected = Map.of(
                "Admin", Set.copyOf(all),
                "CallCenterManager",
                        all.stream()
                                .filter(page -> !OF_ADMINISTRATORS.contains(PAGES.get(page))
                                        && !ConfigurationPaths.FOR_ADMINISTRATORS.contains(PAGES.get(page)))
                                .collect(Collectors.toSet()),
                "QualityAnalyst",
                        Set.of(
                                "/console/contacts",
                                "/console/contacts/{contact}",
                                "/console/contacts/{contact}/transcript/newest",
                                "/console/contacts/{contact}/transcript/live",
                                "/console/contacts/{contact}/transcript/earlier",
                                "/console/contacts/{contact}/views/{item}",
                                "/console/contacts/{contact}/watch",
                                "/console/contacts/{contact}/watch/live",
                                "/console/contacts/{contact}/watch/items",
                                "/console/contacts/{contact}/watch/earlier",
                                "/console/contacts/{contact}/watch/leave",
                                "/console/metrics",
                                "/console/board",
                                "/console/board/now",
                                "/console/board/agents/{agent}"),
                "Agent", Set.copyOf(agents));
        expected.forEach((profile, pages) -> {
            people.inProfile("u" + profile, profile);
            var browser = signedIn("u" + profile);
            assertThat(all.stream().filter(page -> status(browser, page, contact) != 403))
                    .as(profile)
                    .containsExactlyInAnyOrderElementsOf(pages);
        });
    }

    @Test
    void withoutASignInEveryPageLeadsThere() {
        var contact = people.tenant().start();
        var browser = new Browser(calls.endpoint());
        for (var page : PAGES.keySet()) {
            if (!isForm(page)) {
                assertThat(browser.get(path(page, contact))
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                        .startsWith("/console/sign-in");
            }
        }
    }

    @Test
    void contactsOfOtherInstancesDoNotExist() {
        people.user(
                "ada",
                Arrays.stream(Permission.values()).map(Permission::permission).toArray(String[]::new));
        var browser = signedIn("ada");
        var other = People.of(calls).tenant().start();

        for (var page : PAGES.keySet()) {
            if (page.contains(CONTACT) && !page.endsWith("/state")) {
                assertThat(status(browser, page, other)).as(page).isEqualTo(404);
            }
        }
    }

    private Browser signedIn(String username) {
        return Browser.signedIn(calls, people, username);
    }

    private static String path(String page, String contact) {
        return page.replace(CONTACT, contact)
                        .replace("{number}", "1")
                        .replaceAll("\\{\\w+}", UUID.randomUUID().toString())
                + (page.endsWith("earlier") ? "?before=x" : "");
    }

    private static boolean isForm(String page) {
        return FORMS.contains(page) || DESKTOP_ACTIONS.contains(page) || QUICK_REPLY_ACTIONS.contains(page);
    }

    private static int status(Browser browser, String page, String contact) {
        var path = path(page, contact);
        if (page.endsWith("/live")) {
            try (var stream = browser.stream(path)) {
                return stream.status();
            }
        }
        var answer = isForm(page) ? browser.submit("/console/password", path, MESSAGE) : browser.get(path);
        assertThat(answer.statusCode()).as(path).isLessThan(500);
        return answer.statusCode();
    }
}
