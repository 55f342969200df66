package io.recontact.console.web.desktop;

import io.recontact.configuration.QueueId;
import io.recontact.configuration.QuickConnect;
import io.recontact.configuration.QuickConnectService;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds where an agent may transfer a contact: the quick connects of its queue. */
@Component
@ConsoleEnabled
class TransferTargets {

    /** More choices are no help. */
    private static final int MAX = 200;

    private final QuickConnectService quickConnects;
    private final UserService users;
    private final RoutingProfileService profiles;

    TransferTargets(QuickConnectService quickConnects, UserService users, RoutingProfileService profiles) {
        this.quickConnects = quickConnects;
        this.users = users;
        this.profiles = profiles;
    }

    /** A target to choose. */
    record Target(UUID id, String name, boolean isAgent) {}

    List<Target> quickConnects(ConsoleUser user, Desk.Held chat) {
        return quickConnects.pageOfQueue(queue(user, chat), null, MAX).stream()
                .filter(quick -> quick.config().type().transferFlow().isPresent())
                .filter(quick -> !user.id().value().equals(quick.config().userId()))
                .map(quick -> new Target(
                        quick.id().value(), quick.name(), quick.config().type() == QuickConnect.Type.USER))
                .sorted(Comparator.comparing(Target::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** The queue of an agent has no quick connects, so those of the default outbound queue stand in. */
    private QueueId queue(ConsoleUser user, Desk.Held chat) {
        if (!chat.held().queue().value().equals(user.id().value())) {
            return chat.held().queue();
        }
        var profile = users.require(user.instance(), user.id()).routingProfileId();
        return profiles.require(user.instance(), profile).defaultOutboundQueueId();
    }
}
