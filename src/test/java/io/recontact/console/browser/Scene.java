package io.recontact.console.browser;

import io.recontact.console.People;
import io.recontact.testing.Service;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** An instance with something of everything that pages show. The administrator has chats as well. */
record Scene(People people, Map<Role, String> usernames, SceneIds ids) {

    /** Creates the instance, with texts of people. */
    static Scene of(ApplicationContext service, Texts texts) {
        var people = People.of(service.getBean(Service.Calls.class));
        var ids = new SceneIds();
        new SceneConfiguration(service, people, texts, ids).create();
        var usernames = new SceneUsers(people, texts, ids).create();
        new SceneChats(service, people, texts, ids).create();
        return new Scene(people, usernames, ids);
    }

    /** Returns the username of a role; null for nobody. */
    @Nullable String username(Role role) {
        return usernames.get(role);
    }
}
