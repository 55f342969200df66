package io.recontact.console.web.desktop;

import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.routing.AgentService;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches the agents whose desktops are open on this node, by one statement for all of them. So a desktop hears of
 * offers, ends and statuses whatever node has changed them.
 */
@Component
@ConsoleEnabled
class AgentWatch {

    private final AgentService agents;
    private final Map<UserId, Set<Runnable>> watchers = new ConcurrentHashMap<>();
    private final Map<UserId, String> versions = new ConcurrentHashMap<>();

    AgentWatch(AgentService agents) {
        this.agents = agents;
    }

    /** Adds a watcher, which runs after each change of the agent and must return quickly. */
    void add(UserId agent, Runnable watcher) {
        watchers.compute(agent, (_, present) -> {
            var all = present == null ? new CopyOnWriteArraySet<Runnable>() : present;
            all.add(watcher);
            return all;
        });
    }

    void remove(UserId agent, Runnable watcher) {
        watchers.computeIfPresent(agent, (_, all) -> {
            all.remove(watcher);
            return all.isEmpty() ? null : all;
        });
    }

    @Scheduled(fixedDelayString = "${recontact.routing.look-every:500ms}")
    void look() {
        var watched = Set.copyOf(watchers.keySet());
        if (watched.isEmpty()) {
            return;
        }
        agents.versions(watched).forEach((agent, version) -> {
            if (!version.equals(versions.put(agent, version))) {
                watchers.getOrDefault(agent, Set.of()).forEach(Runnable::run);
            }
        });
        versions.keySet().retainAll(watchers.keySet());
    }
}
