package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.ContactFlowModule;

/** The pages of flow modules and views: their content, versions and aliases. */
@ServiceTest
class ModulePagesTests extends ConfigurationFixture {

    private static final String CONTENT = """
            {
              "Version": "2019-10-30",
              "StartAction": "greet",
              "Actions": [
                {"Identifier": "greet", "Type": "MessageParticipant", "Parameters": {"Text": "Hello there"},
                 "Transitions": {"NextAction": "end", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                {"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {}, "Transitions": {}}
              ]
            }""";

    private static final String WITH_RESULT = CONTENT.replace(
            "\"EndFlowModuleExecution\", \"Parameters\": {}",
            "\"EndFlowModuleExecution\", \"Parameters\": {\"Result\": \"sold\"}");

    private static final String TEMPLATE = "{\"Head\": {\"Title\": \"Order\"}, \"Body\": []}";

    ModulePagesTests(Service.Calls calls) {
        super(calls);
    }

    private String module(String name) {
        return created(MODULES, "Name", name, "Content", CONTENT);
    }

    private ContactFlowModule described(String page, String qualifier) {
        return people.connect()
                .describeContactFlowModule(
                        request -> request.instanceId(people.instance()).contactFlowModuleId(id(page) + qualifier))
                .contactFlowModule();
    }

    @Test
    void createsPublishesAndDeletesAModule() {
        var refused = browser.fill(MODULES + "/new", "Name", "Greeting", "Content", "{}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("The flow content has");
        var page = module("Greeting");
        assertThat(browser.get(page).body()).contains("Message participant", "Hello there", "The draft is published.");

        browser.fill(page + "/content", "Content", CONTENT.replace("Hello there", "Good day"));
        assertThat(described(page, "").content()).contains("Hello there");
        assertThat(browser.get(page).body()).contains("The draft has changes that are not published.");
        assertThat(target(browser.fillFor(page, page + "/publish"))).isEqualTo(page + "?saved");
        assertThat(described(page, "").content()).contains("Good day");

        browser.fill(page + "/edit", "Name", "Welcome", "State", "ARCHIVED", "Description", "Says hello");
        assertThat(browser.get(MODULES).body()).contains("Welcome", "Archived. Says hello");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(MODULES);
    }

    @Test
    void marksTheProblemsOfAModule() {
        var page = module("Greeting");
        var wrong = CONTENT.replace("\"NextAction\": \"end\", \"Errors\"", "\"NextAction\": \"nowhere\", \"Errors\"");
        var refused = browser.fillFor(page + "/content", page + "/publish", "Content", wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Nothing is saved or published", "data-line=\"6\"", "nowhere");
        assertThat(described(page, ":$SAVED").content()).doesNotContain("nowhere");
    }

    @Test
    void publishesSettingsWithTheContent() {
        var page = module("Greeting");
        assertThat(browser.fillFor(page + "/content", page + "/publish", "Content", WITH_RESULT)
                        .body())
                .contains("A Result is not among transitions.results of the settings");
        browser.fill(
                page + "/edit",
                "Name",
                "Greeting",
                "State",
                "ACTIVE",
                "Settings",
                "{\"transitions\": {\"results\": [{\"name\": \"sold\"}]}}");
        assertThat(described(page, "").settings()).isNull();
        assertThat(browser.get(page).body()).contains("The draft has changes that are not published.");

        assertThat(target(browser.fillFor(page + "/content", page + "/publish", "Content", WITH_RESULT)))
                .isEqualTo(page + "?saved");
        assertThat(described(page, "").settings()).contains("sold");
        assertRefused(browser.fill(page + "/edit", "Name", "Greeting", "State", "ACTIVE"), "Settings", "is required");
    }

    @Test
    void keepsVersionsAndAliases() {
        var page = module("Greeting");
        assertThat(browser.get(page).body()).doesNotContain("New alias");
        browser.fillFor(page, page + "/versions", "description", "The first one");
        browser.fillFor(page + "/content", page + "/publish", "Content", CONTENT.replace("Hello there", "Good day"));
        browser.fillFor(page, page + "/versions", "description", "The second one");
        assertThat(browser.get(page + "?of=1").body()).contains("Hello there").doesNotContain("Good day");

        var create = page + "/aliases/new";
        assertThat(browser.get(page).body()).contains("href=\"" + create + "\"");
        assertRefused(
                browser.fill(create, "AliasName", "a b", "ContactFlowModuleVersion", "1"), "AliasName", "characters");
        assertRefused(
                browser.fill(create, "AliasName", "live", "ContactFlowModuleVersion", "3"),
                "ContactFlowModuleVersion",
                "choose from the list");
        assertThat(browser.fill(create, "AliasName", "7", "ContactFlowModuleVersion", "1")
                        .body())
                .contains("must not be a number");
        assertThat(target(browser.fill(create, "AliasName", "live", "ContactFlowModuleVersion", "1")))
                .isEqualTo(page + "?saved");
        assertThat(described(page, ":live").content()).contains("Hello there");
        assertRefused(
                browser.fill(create, "AliasName", "live", "ContactFlowModuleVersion", "2"),
                "AliasName",
                "an alias of that name");

        var edit = alias(page);
        assertThat(browser.fillFor(page, page + "/versions/1/delete").body()).contains("is in use by an alias");
        browser.fill(edit, "AliasName", "stable", "ContactFlowModuleVersion", "2", "Description", "For all");
        assertThat(described(page, ":stable").content()).contains("Good day");
        assertThat(browser.get(page).body()).contains("stable", "Version 2 For all");
        var stale = browser.submit(
                MODULES,
                edit,
                Map.of(
                        "LastModifiedTime",
                        "2020-01-01T00:00:00Z",
                        "AliasName",
                        "old",
                        "ContactFlowModuleVersion",
                        "1"));
        assertThat(stale.statusCode()).isEqualTo(422);
        assertThat(stale.body()).contains("Somebody else has changed it");

        assertThat(target(browser.fillFor(edit, edit.replace("/edit", "/delete"))))
                .isEqualTo(page);
        assertThat(browser.get(page).body()).doesNotContain("stable");
        assertThat(browser.get(edit).statusCode()).isEqualTo(404);
    }

    private String alias(String page) {
        var link = Pattern.compile("href=\"(%s/aliases/[0-9a-f-]+/edit)\"".formatted(Pattern.quote(page)))
                .matcher(browser.get(page).body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void changesAModuleOnlyForThoseWhoMay() {
        var page = module("Greeting");
        browser.fillFor(page, page + "/versions");
        browser.fill(page + "/aliases/new", "AliasName", "live", "ContactFlowModuleVersion", "1");
        var reader = signedIn(people.someone("ContactFlowModules.View"));
        assertThat(reader.get(page).body())
                .contains("live", "?of=1")
                .doesNotContain("/aliases/", "/content\"", "/edit", "/delete", "/publish");
        var editor = signedIn(people.someone("ContactFlowModules.View", "ContactFlowModules.Edit"));
        assertThat(editor.get(page).body()).contains("/content").doesNotContain("/aliases/", "/publish");
    }

    @Test
    void createsPublishesAndDeletesAView() {
        assertRefused(
                browser.fill(VIEWS + "/new", "Name", "<b>", "Template", TEMPLATE), "Name", "characters other than");
        assertRefused(
                browser.fill(VIEWS + "/new", "Name", "Order", "Template", "[]"), "Template", "is not a JSON object");
        var page = created(VIEWS, "Name", "Order", "Template", TEMPLATE, "Actions", "Accept\nDecline");
        assertThat(browser.get(page).body())
                .contains("Accept", "Decline", "&quot;Order&quot;")
                .doesNotContain("<svg");
        var view = people.connect()
                .describeView(request -> request.instanceId(people.instance()).viewId(id(page) + ":$SAVED"))
                .view();
        assertThat(view.content().actions()).containsExactly("Accept", "Decline");
        assertThat(view.statusAsString()).isEqualTo("SAVED");

        assertThat(target(browser.fillFor(
                        page + "/content", page + "/publish", "Content", TEMPLATE.replace("Order", "Parcel"))))
                .isEqualTo(page + "?saved");
        browser.fillFor(page, page + "/versions", "description", "The first one");
        browser.fill(page + "/edit", "Name", "Parcel", "Actions", "Accept");
        assertThat(browser.get(page).body())
                .contains("<h1>Parcel</h1>", "Version 1", "The draft has changes that are not published.");
        var published = people.connect()
                .describeView(request -> request.instanceId(people.instance()).viewId(id(page)))
                .view();
        assertThat(published.content().template()).contains("Parcel");
        assertThat(published.content().actions()).containsExactly("Accept", "Decline");

        var refused = browser.fill(page + "/content", "Content", "nothing");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is not a JSON object", "nothing");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(VIEWS);
    }

    @Test
    void runsNoTextOfAPerson() {
        var module = created(MODULES, "Name", HOSTILE, "Description", HOSTILE, "Content", CONTENT);
        browser.fillFor(module, module + "/versions", "description", HOSTILE);
        browser.fill(
                module + "/aliases/new", "AliasName", "a", "ContactFlowModuleVersion", "1", "Description", HOSTILE);
        var view = created(
                VIEWS, "Name", "Order", "Template", "{\"a\": \"</code><script>x</script>\"}", "Actions", "Accept");
        for (var path : List.of(
                MODULES,
                module,
                module + "/edit",
                module + "/content",
                module + "/delete",
                module + "/aliases/new",
                alias(module),
                view,
                view + "/content")) {
            assertThat(browser.get(path).body())
                    .as(path)
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>", "<img src=x", "[[49]]");
        }
    }

    @Test
    void modulesAndViewsOfOtherInstancesDoNotExist() {
        var module = module("Greeting");
        browser.fillFor(module, module + "/versions");
        browser.fill(module + "/aliases/new", "AliasName", "a", "ContactFlowModuleVersion", "1");
        var alias = alias(module);
        var view = created(VIEWS, "Name", "Order", "Template", TEMPLATE);
        var other = People.of(calls);
        other.inProfile("eve", "Admin");
        var eve = new Browser(calls.endpoint());
        eve.signIn(other.alias(), "eve", People.PASSWORD);
        for (var page : List.of(module, view)) {
            for (var path : List.of("", "/content", "/edit", "/delete")) {
                assertThat(eve.get(page + path).statusCode()).as(page + path).isEqualTo(404);
            }
            for (var path : List.of("/content", "/publish", "/versions", "/versions/1/delete")) {
                assertThat(eve.fillFor(MODULES, page + path, "Content", "{}").statusCode())
                        .as(page + path)
                        .isEqualTo(404);
            }
        }
        assertThat(eve.get(alias).statusCode()).isEqualTo(404);
        assertThat(eve.fillFor(MODULES, alias).statusCode()).isEqualTo(404);
        assertThat(eve.fillFor(MODULES, alias.replace("/edit", "/delete")).statusCode())
                .isEqualTo(404);
        assertThat(browser.get(alias).statusCode()).isEqualTo(200);
    }
}
