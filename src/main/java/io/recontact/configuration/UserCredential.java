package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a user that a sign-in needs.
 *
 * @param password null once a one-time password has been used, and for users without one
 * @param isOneTime true if the user must choose a new password
 * @param sessionGeneration grows when all sessions of the user end; a session of an earlier generation has ended
 * @param permissions the permissions of all its security profiles
 */
public record UserCredential(
        InstanceId instance,
        UserId user,
        String username,
        @Nullable PasswordHash password,
        boolean isOneTime,
        int sessionGeneration,
        Set<String> permissions) {

    /** Copies the permissions. */
    public UserCredential {
        permissions = Set.copyOf(permissions);
    }

    /** Returns true if the user signs in with a password, false if only by a single sign-on. */
    public boolean hasPassword() {
        return password != null || isOneTime;
    }
}
