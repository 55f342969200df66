package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.User;

/** The pages of the user hierarchy and of predefined attributes, and what users have of both. */
@ServiceTest
class HierarchyPagesTests extends ConfigurationFixture {

    private static final String LEVELS = GROUPS + "/levels";

    HierarchyPagesTests(Service.Calls calls) {
        super(calls);
    }

    private User user(String page) {
        return people.connect()
                .describeUser(request -> request.instanceId(people.instance()).userId(id(page)))
                .user();
    }

    private String[] grace(String... more) {
        return with(
                List.of(
                        "FirstName",
                        "Grace",
                        "LastName",
                        "Hopper",
                        "RoutingProfileId",
                        basicRouting(),
                        "SecurityProfileIds",
                        profile("Agent"),
                        "AutoAccept",
                        "false"),
                more);
    }

    @Test
    void namesLevels() {
        assertThat(browser.get(GROUPS).body()).contains("href=\"" + LEVELS + "\"");
        assertRefused(browser.fill(LEVELS, "LevelTwo", "Team"), "LevelTwo", "the level above has no name");
        assertRefused(browser.fill(LEVELS, "LevelOne", "x".repeat(51)), "LevelOne", "more than 50");
        assertThat(target(browser.fill(LEVELS, "LevelOne", "Site", "LevelTwo", "Team")))
                .isEqualTo(GROUPS);
        assertThat(browser.get(LEVELS).body()).contains("value=\"Site\"", "value=\"Team\"");

        created(GROUPS, "Name", "Berlin", "ParentGroupId", id(created(GROUPS, "Name", "Europe")));
        var refused = browser.fill(LEVELS, "LevelOne", "Site");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("has groups below level 1");
    }

    @Test
    void createsRenamesAndDeletesGroups() {
        assertThat(browser.fill(GROUPS + "/new", "Name", "Europe").body()).contains("has no level 1");
        browser.fill(LEVELS, "LevelOne", "Site", "LevelTwo", "Team");
        var europe = created(GROUPS, "Name", "Europe");
        assertThat(browser.get(GROUPS + "/new?ParentGroupId=" + id(europe)).body())
                .containsPattern("value=\"%s\" selected".formatted(id(europe)));
        var berlin = created(GROUPS, "Name", "Berlin", "ParentGroupId", id(europe));

        assertThat(browser.get(europe).body()).contains("href=\"" + berlin + "\"", "<h2>Team</h2>", "New group here");
        assertThat(browser.get(GROUPS).body()).contains("Team, in Europe");
        assertThat(browser.get(berlin).body()).doesNotContain("New group here");
        browser.fill(berlin + "/edit", "Name", "Potsdam");
        assertThat(browser.get(europe).body()).contains("Potsdam").doesNotContain("Berlin");
        assertRefused(browser.fill(berlin + "/edit", "Name", "Europe"), "Name", "another");
        assertThat(browser.fill(europe + "/delete").body()).contains("is in use by");
        assertThat(target(browser.fill(berlin + "/delete"))).isEqualTo(GROUPS);
        assertThat(target(browser.fill(europe + "/delete"))).isEqualTo(GROUPS);
    }

    @Test
    void givesAUserAGroup() {
        browser.fill(LEVELS, "LevelOne", "Site");
        var europe = created(GROUPS, "Name", "Europe");
        var page = created(
                USERS,
                with(
                        List.of(grace()),
                        "Username",
                        "grace",
                        "Password",
                        People.PASSWORD,
                        "HierarchyGroupId",
                        id(europe)));
        assertThat(user(page).hierarchyGroupId()).isEqualTo(id(europe));
        assertThat(browser.get(page).body()).contains("Europe");
        assertThat(browser.fill(europe + "/delete").body()).contains("is in use by");

        browser.fill(page + "/edit", grace());
        assertThat(user(page).hierarchyGroupId()).isNull();
        assertRefused(
                browser.fill(page + "/edit", grace("HierarchyGroupId", profile("Agent"))),
                "HierarchyGroupId",
                "choose from the list");
    }

    @Test
    void changesPredefinedAttributes() {
        var page = created(ATTRIBUTES, "Name", "Language", "Values", "English\nGerman\n\nEnglish");
        assertThat(browser.get(ATTRIBUTES).body()).contains("English, German");
        browser.fill(page + "/edit", "Values", "English\nFrench");

        assertThat(people.connect()
                        .describePredefinedAttribute(
                                request -> request.instanceId(people.instance()).name("Language"))
                        .predefinedAttribute()
                        .values()
                        .stringList())
                .containsExactly("English", "French");
        assertRefused(browser.fill(page + "/edit", "Values", "x".repeat(101)), "Values", "more than 100 characters");
        assertRefused(browser.fill(ATTRIBUTES + "/new", "Name", "Language"), "Name", "of that name");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(ATTRIBUTES);
    }

    @Test
    void givesAUserProficiencies() {
        var language = id(created(ATTRIBUTES, "Name", "Language", "Values", "English\nGerman"));
        var page = USERS + "/" + people.inProfile("grace", "Agent");
        browser.fill(
                page + "/edit",
                grace(with(proficiency(language, "English", "5"), proficiency(language, "German", "2"))));
        assertThat(proficiencies(page)).containsExactlyInAnyOrder("Language English 5", "Language German 2");
        assertThat(browser.get(page).body()).contains("Language", ">German<");

        browser.fill(page + "/edit", grace(proficiency(language, "German", "3")));
        assertThat(proficiencies(page)).containsExactly("Language German 3");
        assertRefused(
                browser.fill(
                        page + "/edit",
                        grace(with(proficiency(language, "German", "3"), proficiency(language, "German", "4")))),
                "UserProficiencies",
                "two rows");
        assertRefused(
                browser.fill(page + "/edit", grace(proficiency(language, "German", "6"))),
                "UserProficiencies",
                "from 1 to 5");
        browser.fill(page + "/edit", grace());
        assertThat(proficiencies(page)).isEmpty();
    }

    private static String[] proficiency(String attribute, String value, String level) {
        return new String[] {
            "UserProficiencies.AttributeName", attribute,
            "UserProficiencies.AttributeValue", value,
            "UserProficiencies.Level", level
        };
    }

    private List<String> proficiencies(String page) {
        return people
                .connect()
                .listUserProficiencies(
                        request -> request.instanceId(people.instance()).userId(id(page)))
                .userProficiencyList()
                .stream()
                .map(one -> "%s %s %.0f".formatted(one.attributeName(), one.attributeValue(), one.level()))
                .toList();
    }

    @Test
    void runsNoTextOfAPerson() {
        browser.fill(LEVELS, "LevelOne", "<script>1</script>", "LevelTwo", "Team");
        var group = created(GROUPS, "Name", HOSTILE);
        created(GROUPS, "Name", "b" + HOSTILE, "ParentGroupId", id(group));
        var attribute = created(ATTRIBUTES, "Name", HOSTILE, "Values", HOSTILE);
        var user = USERS + "/" + people.inProfile("grace", "Agent");
        browser.fill(
                user + "/edit", grace(with(proficiency(id(attribute), HOSTILE, "1"), "HierarchyGroupId", id(group))));
        for (var path : List.of(
                GROUPS,
                LEVELS,
                group,
                group + "/edit",
                GROUPS + "/new",
                ATTRIBUTES,
                attribute,
                attribute + "/edit",
                user,
                user + "/edit")) {
            assertThat(browser.get(path).body())
                    .as(path)
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>", "<img src=x", "[[49]]");
        }
    }

    @Test
    void groupsAndAttributesOfOtherInstancesDoNotExist() {
        browser.fill(LEVELS, "LevelOne", "Site");
        var group = created(GROUPS, "Name", "Europe");
        var attribute = created(ATTRIBUTES, "Name", "Language");
        var other = People.of(calls);
        other.inProfile("eve", "Admin");
        var eve = new Browser(calls.endpoint());
        eve.signIn(other.alias(), "eve", People.PASSWORD);
        for (var page : List.of(group, attribute)) {
            for (var path : List.of(page, page + "/edit", page + "/delete")) {
                assertThat(eve.get(path).statusCode()).as(path).isEqualTo(404);
            }
        }
        eve.fill(LEVELS, "LevelOne", "Site");
        assertRefused(
                eve.fill(GROUPS + "/new", "Name", "Berlin", "ParentGroupId", id(group)),
                "ParentGroupId",
                "choose from the list");
    }
}
