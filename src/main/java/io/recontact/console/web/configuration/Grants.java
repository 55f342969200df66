package io.recontact.console.web.configuration;

import io.recontact.api.AccessDeniedException;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleUser;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule that nobody gives permissions that they lack. Otherwise a few permissions would be worth all of them. */
final class Grants {

    private static final Set<String> ENFORCED =
            Arrays.stream(Permission.values()).map(Permission::permission).collect(Collectors.toUnmodifiableSet());

    private Grants() {}

    /**
     * Checks permissions that a user is about to give. Those that the console does not enforce open nothing.
     *
     * @throws AccessDeniedException if the user lacks one of them
     */
    static void requireOwn(ConsoleUser user, String member, Collection<String> permissions) {
        var lacking = permissions.stream()
                .filter(permission ->
                        ENFORCED.contains(permission) && !user.permissions().contains(permission))
                .distinct()
                .sorted()
                .toList();
        if (!lacking.isEmpty()) {
            throw new AccessDeniedException(
                    "%s: you cannot give permissions that you lack: %s".formatted(member, String.join(", ", lacking)));
        }
    }
}
