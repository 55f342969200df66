package io.recontact.console.web.configuration;

import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleUser;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of resources on the first page of the configuration. */
public final class ConfigurationCards {

    private static final List<Card> ALL = Stream.concat(
                    Arrays.stream(ResourceKind.values()).map(Card::of),
                    Stream.of(new Card(
                            "Instance",
                            "/console/configuration/instance",
                            "Its alias and its features",
                            Permission.INSTANCE_VIEW)))
            .toList();

    private ConfigurationCards() {}

    /** A link to pages, for those with a permission. */
    record Card(String title, String path, String description, Permission permission) {

        private static Card of(ResourceKind kind) {
            return new Card(kind.words().plural(), kind.path(), kind.words().description(), kind.view());
        }
    }

    /** Returns the permissions of which a user needs one to see anything. */
    public static Set<Permission> permissions() {
        return ALL.stream().map(Card::permission).collect(Collectors.toUnmodifiableSet());
    }

    static List<Card> visibleTo(ConsoleUser user) {
        return ALL.stream().filter(card -> user.may(card.permission())).toList();
    }
}
