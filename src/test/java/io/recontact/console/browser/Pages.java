package io.recontact.console.browser;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pages that a browser looks at. A new page is one line; {@code ConsolePagesTests} fails without it. */
final class Pages {

    static final List<Page> ALL =
            Stream.of(signedInPages(), resources()).flatMap(List::stream).toList();

    private static List<Page> signedInPages() {
        return List.of(
                Page.of("sign-in", "/console/sign-in").as(Role.NOBODY),
                Page.of("sign-in-refused", "/console/sign-in")
                        .at("/console/sign-in?refused")
                        .as(Role.NOBODY),
                Page.of("home-agent", "/console").as(Role.AGENT),
                Page.of("not-allowed", "/console/**").at("/console/users").as(Role.AGENT),
                Page.of("home", "/console"),
                Page.of("menu", "/console").then(browser -> browser.click("details.dropdown summary")),
                Page.of("password", "/console/password"),
                Page.of("contacts", "/console/contacts"),
                Page.of("contacts-none", "/console/contacts").at("/console/contacts?channel=TASK"),
                Page.of("contacts-refused", "/console/contacts").at("/console/contacts?from=yesterday"),
                Page.of("contact", "/console/contacts/{contact}"),
                Page.of("contact-accepted", "/console/contacts/{contact}").at("/console/contacts/{accepted}"),
                Page.of("contact-ended", "/console/contacts/{contact}").at("/console/contacts/{ended}"),
                Page.of("not-found", "/console/**").at("/console/no-page"),
                Page.of("desktop", "/console/desktop"),
                Page.of("desktop-chat", "/console/desktop/{contact}").at("/console/desktop/{accepted}"),
                Page.of("desktop-view", "/console/desktop/{contact}/views/{item}")
                        .at("/console/desktop/{accepted}/views/{viewMessage}"),
                Page.of("board", "/console/board"),
                Page.of("board-agent", "/console/board/agents/{agent}"),
                Page.of("metrics", "/console/metrics"),
                Page.of("watch", "/console/contacts/{contact}/watch").at("/console/contacts/{accepted}/watch"),
                Page.of("contact-view", "/console/contacts/{contact}/views/{item}")
                        .at("/console/contacts/{accepted}/views/{viewMessage}"),
                Page.of("erase", "/console/contacts/{contact}/erase").at("/console/contacts/{ended}/erase"),
                Page.of("quick-replies", "/console/quick-replies"),
                Page.of("quick-reply", "/console/quick-replies")
                        .then(browser -> browser.click(".reply:nth-of-type(2) summary")),
                Page.of("configuration", "/console/configuration"),
                Page.of("instance", "/console/configuration/instance"),
                Page.of("instance-edit", "/console/configuration/instance/edit"),
                Page.of("flow-content", "/console/configuration/flows/{id}/content")
                        .at("/console/configuration/flows/{flow}/content"),
                Page.of("test-chat", "/console/configuration/flows/{id}/test")
                        .at("/console/configuration/flows/{flow}/test"),
                Page.of("module-content", "/console/configuration/flow-modules/{id}/content")
                        .at("/console/configuration/flow-modules/{module}/content"),
                Page.of("alias-new", "/console/configuration/flow-modules/{id}/aliases/new")
                        .at("/console/configuration/flow-modules/{module}/aliases/new"),
                Page.of("alias-edit", "/console/configuration/flow-modules/{id}/aliases/{alias}/edit")
                        .at("/console/configuration/flow-modules/{module}/aliases/{alias}/edit"),
                Page.of("view-content", "/console/configuration/views/{id}/content")
                        .at("/console/configuration/views/{view}/content"),
                Page.of("hierarchy-levels", "/console/configuration/hierarchy-groups/levels"));
    }

    /** The pages of each kind of resource; the value is what the scene calls the id of one. */
    private static List<Page> resources() {
        return Map.ofEntries(
                        Map.entry("/console/configuration/queues", "queue"),
                        Map.entry("/console/configuration/hours-of-operation", "hours"),
                        Map.entry("/console/configuration/hours-overrides", "hoursOverride"),
                        Map.entry("/console/configuration/routing-profiles", "routingProfile"),
                        Map.entry("/console/configuration/quick-connects", "quickConnect"),
                        Map.entry("/console/configuration/agent-statuses", "agentStatus"),
                        Map.entry("/console/configuration/security-profiles", "securityProfile"),
                        Map.entry("/console/configuration/flows", "flow"),
                        Map.entry("/console/configuration/flow-modules", "module"),
                        Map.entry("/console/configuration/views", "view"),
                        Map.entry("/console/configuration/hierarchy-groups", "hierarchyGroup"),
                        Map.entry("/console/configuration/predefined-attributes", "predefinedAttribute"),
                        Map.entry("/console/users", "agent"))
                .entrySet()
                .stream()
                .flatMap(kind -> Stream.of("", "/new", "/{id}", "/{id}/edit", "/{id}/delete")
                        .filter(page -> !(kind.getValue().equals("agentStatus") && page.endsWith("delete")))
                        .map(page -> Page.of(kind.getValue() + page.replaceAll("\\W+", "-"), kind.getKey() + page)
                                .at(kind.getKey() + page.replace("{id}", "{%s}".formatted(kind.getValue())))))
                .toList();
    }

    /** Pages that a click makes, which changes something. They come last. */
    static final List<Page> AFTER_A_CHANGE = List.of(
            Page.of("one-time-password", "/console/users/{id}")
                    .at("/console/users/{agent}")
                    .then(browser -> browser.click("form[action$='/password'] button")),
            watching("watch-silent").then(browser -> browser.find("#barge")),
            watching("watch-joined").then(browser -> browser.clickUnless("#message", "#barge button")));

    private static Page watching(String name) {
        return Page.of(name, "/console/contacts/{contact}/watch")
                .at("/console/contacts/{accepted}/watch")
                .as(Role.SUPERVISOR)
                .then(browser -> browser.clickUnless("#leave-watch", "#begin-watch button"));
    }

    /** Patterns of the paths of parts of pages, of files, and of what no page leads to. */
    static final List<String> PARTS = List.of(
            "/console/",
            "/console/assets/.*",
            "/console/contacts/\\{contact}/(transcript|attachments)/.*",
            "/console/contacts/\\{contact}/(customer-export|watch/(live|items|earlier))",
            "/console/board/now",
            "/console/configuration/agent-statuses/\\{id}/delete",
            "/console/desktop/(live|status|chats)",
            "/console/desktop/\\{contact}/(?!views/).+");

    private Pages() {}
}
