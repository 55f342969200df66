package io.recontact.console;

import io.recontact.api.InstanceId;
import io.recontact.configuration.Permission;
import io.recontact.configuration.UserCredential;
import io.recontact.configuration.UserId;
import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * A user who has signed in, as one request sees it.
 *
 * @param mustChangePassword true after a one-time password; nothing else is allowed then
 * @param permissions the permissions of all its security profiles
 */
public record ConsoleUser(
        InstanceId instance,
        UserId id,
        String username,
        boolean mustChangePassword,
        int sessionGeneration,
        Set<String> permissions)
        implements AuthenticatedPrincipal {

    /** Copies the permissions. */
    public ConsoleUser {
        permissions = Set.copyOf(permissions);
    }

    /** Returns the user of a credential. */
    public static ConsoleUser of(UserCredential credential) {
        return new ConsoleUser(
                credential.instance(),
                credential.user(),
                credential.username(),
                credential.isOneTime(),
                credential.sessionGeneration(),
                credential.permissions());
    }

    /** Returns true if the user has a permission. */
    public boolean may(Permission permission) {
        return permissions.contains(permission.permission());
    }

    @Override
    public String getName() {
        return username;
    }
}
