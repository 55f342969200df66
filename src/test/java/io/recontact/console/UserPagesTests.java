package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages of users and of their permissions. */
@ServiceTest
class UserPagesTests extends ConfigurationFixture {

    UserPagesTests(Service.Calls calls) {
        super(calls);
    }

    @Test
    void givesOnlyPermissionsThatOneHas() {
        var page = created(PROFILES, "SecurityProfileName", "Queue admin", "Permissions", "Queues.View");
        assertRefused(
                browser.fill(PROFILES + "/new", "SecurityProfileName", "<b>"), "SecurityProfileName", "characters");
        var clerk = signedIn(people.someone(
                "SecurityProfiles.Create", "SecurityProfiles.Edit", "SecurityProfiles.View", "Queues.View"));

        assertRefused(
                clerk.fill(PROFILES + "/new", "SecurityProfileName", "More", "Permissions", "ContactData.Delete"),
                "Permissions",
                "ContactData.Delete");
        assertRefused(
                clerk.fill(page + "/edit", "Permissions", "Queues.View", "Permissions", "Queues.Edit"),
                "Permissions",
                "Queues.Edit");
        assertThat(target(clerk.fill(page + "/edit", "Description", "Reads", "Permissions", "Queues.View")))
                .isEqualTo(page + "?saved");
        assertThat(people.connect()
                        .listSecurityProfilePermissions(
                                request -> request.instanceId(people.instance()).securityProfileId(id(page)))
                        .permissions())
                .containsExactly("Queues.View");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(PROFILES);
        assertThat(browser.fill(PROFILES + "/" + profile("Admin") + "/delete").body())
                .contains("is in use by");
    }

    @Test
    void keepsPermissionsThatTheConsoleDoesNotEnforce() {
        var agent = PROFILES + "/" + profile("Agent");
        assertThat(browser.get(agent + "/edit").body()).contains("value=\"BasicAgentAccess\" checked");
        browser.fill(agent + "/edit", "Permissions", "BasicAgentAccess", "Permissions", "Queues.View");
        assertThat(people.connect()
                        .listSecurityProfilePermissions(
                                request -> request.instanceId(people.instance()).securityProfileId(profile("Agent")))
                        .permissions())
                .containsExactlyInAnyOrder("BasicAgentAccess", "Queues.View");
    }

    @Test
    void createsChangesAndDeletesAUser() {
        var user = new String[] {
            "Username",
            "grace",
            "FirstName",
            "Grace",
            "LastName",
            "Hopper",
            "Password",
            "weak",
            "RoutingProfileId",
            basicRouting(),
            "SecurityProfileIds",
            profile("Agent"),
            "AutoAccept",
            "true",
            "AfterContactWorkTimeLimit",
            "30"
        };
        var weak = browser.fill(USERS + "/new", user);
        assertRefused(weak, "Password", "8 to 64 characters");
        assertThat(weak.body()).doesNotContain("value=\"weak\"");
        user[7] = People.PASSWORD;
        var page = created(USERS, user);
        signedIn("grace");
        assertThat(browser.get(page).body())
                .contains("Grace", "Hopper", "Agent", "New one-time password")
                .containsPattern(">\\s*30\\s*<")
                .doesNotContain(People.PASSWORD);

        browser.fill(
                page + "/edit",
                "FirstName",
                "Amazing Grace",
                "LastName",
                "Hopper",
                "RoutingProfileId",
                basicRouting(),
                "SecurityProfileIds",
                profile("QualityAnalyst"),
                "AutoAccept",
                "false");
        var described = people.connect()
                .describeUser(request -> request.instanceId(people.instance()).userId(id(page)))
                .user();
        assertThat(described.identityInfo().firstName()).isEqualTo("Amazing Grace");
        assertThat(described.securityProfileIds()).containsExactly(profile("QualityAnalyst"));
        assertThat(described.phoneConfig().autoAccept()).isFalse();

        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(USERS);
        assertThat(browser.get(page).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsUsersFromMorePermissionsThanTheirOwn() {
        var agent = profile("Agent");
        var grace = USERS + "/" + people.inProfile("grace", "Agent");
        var username = people.someone("Users.View", "Users.Edit", "Users.Create", "Users.Delete");
        var clerk = signedIn(username);
        var names = new String[] {
            "FirstName", "Grace", "LastName", "Hopper", "RoutingProfileId", basicRouting(), "AutoAccept", "false"
        };

        assertRefused(
                clerk.fill(
                        USERS + "/new",
                        with(
                                List.of(names),
                                "Username",
                                "boss",
                                "Password",
                                People.PASSWORD,
                                "SecurityProfileIds",
                                profile("Admin"))),
                "SecurityProfileIds",
                "cannot give permissions that you lack");
        assertRefused(
                clerk.fill(grace + "/edit", with(List.of(names), "SecurityProfileIds", profile("QualityAnalyst"))),
                "SecurityProfileIds",
                "Users.EditPermission");
        assertThat(target(clerk.fill(grace + "/edit", with(List.of(names), "SecurityProfileIds", agent))))
                .isEqualTo(grace + "?saved");

        var self =
                people.connect().listUsers(request -> request.instanceId(people.instance())).userSummaryList().stream()
                        .filter(one -> one.username().equals(username))
                        .findFirst()
                        .orElseThrow()
                        .id();
        assertThat(clerk.fill(USERS + "/" + self + "/delete").body()).contains("You cannot delete yourself");
    }
}
