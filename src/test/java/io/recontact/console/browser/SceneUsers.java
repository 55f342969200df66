package io.recontact.console.browser;

import io.recontact.console.People;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The users of a {@link Scene}, one for each role. */
final class SceneUsers {

    private static final int USERNAME = 20;

    private final People people;
    private final Texts texts;
    private final SceneIds ids;

    SceneUsers(People people, Texts texts, SceneIds ids) {
        this.people = people;
        this.texts = texts;
        this.ids = ids;
    }

    /** Creates the users, and returns their usernames. */
    Map<Role, String> create() {
        var usernames = new EnumMap<Role, String>(Role.class);
        usernames.put(Role.ADMINISTRATOR, user("administrator", "Admin", "Grace", "Hopper"));
        usernames.put(Role.AGENT, user("agent", "Agent", "Alan", "Turing"));
        usernames.put(Role.SUPERVISOR, user("supervisor", "CallCenterManager", "Edsger", "Dijkstra"));
        return usernames;
    }

    private String user(String id, String profile, String firstName, String lastName) {
        var username = texts.of(firstName.toLowerCase(Locale.ROOT), USERNAME);
        ids.put(id, people.inProfile(username, profile));
        people.connect()
                .updateUserIdentityInfo(request -> request.instanceId(people.instance())
                        .userId(ids.of(id))
                        .identityInfo(identity ->
                                identity.firstName(texts.name(firstName)).lastName(texts.name(lastName))));
        return username;
    }
}
