package io.recontact.console.web.desktop;

import io.recontact.api.SessionId;
import io.recontact.configuration.UserId;
import io.recontact.console.web.live.LiveStream;
import io.recontact.console.web.live.LiveStreams;
import io.recontact.push.SessionChanges;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tells one desktop of changes of its agent, and of new items in the chats of the agent. */
final class DesktopFeed implements LiveStreams.Subscription, SessionChanges.Listener, Runnable {

    /** Status, offers, and the state of the open conversation. */
    private static final String AGENT = "agent";

    /** The list of contacts, with its marks. */
    private static final String CHATS = "chats";

    /** The open conversation. */
    private static final String ITEMS = "items";

    private final LiveStream stream;
    private final UserId agent;
    private final @Nullable SessionId shown;
    private final Desk desk;
    private final AgentWatch watch;
    private final SessionChanges changes;
    private final TypingNotice typing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<SessionId> followed = new HashSet<>();
    private boolean isClosed;

    DesktopFeed(
            LiveStream stream,
            UserId agent,
            @Nullable SessionId shown,
            Desk desk,
            AgentWatch watch,
            SessionChanges changes,
            TypingNotice typing) {
        this.stream = stream;
        this.agent = agent;
        this.shown = shown;
        this.desk = desk;
        this.watch = watch;
        this.changes = changes;
        this.typing = typing;
    }

    void start() {
        watch.add(agent, this);
        agentChanged();
        stream.changed(ITEMS);
    }

    /** Runs after each change of the agent. */
    @Override
    public void run() {
        Thread.startVirtualThread(this::agentChanged);
    }

    private void agentChanged() {
        lock.lock();
        try {
            if (!isClosed) {
                follow(desk.sessions(agent));
            }
        } finally {
            lock.unlock();
        }
        stream.changed(AGENT);
        stream.changed(CHATS);
    }

    private void follow(Set<SessionId> sessions) {
        for (var session : sessions) {
            if (followed.add(session)) {
                changes.add(session, this);
            }
        }
        followed.removeIf(session -> {
            var isGone = !sessions.contains(session);
            if (isGone) {
                changes.remove(session, this);
            }
            return isGone;
        });
    }

    @Override
    public void changed(SessionId session) {
        if (session.equals(shown)) {
            stream.changed(ITEMS);
        }
        stream.changed(CHATS);
    }

    @Override
    public void pushed(SessionId session, String item) {
        if (session.equals(shown)) {
            typing.of(item).ifPresent(notice -> stream.show(notice.part(), notice.html()));
        }
    }

    @Override
    public void close() {
        watch.remove(agent, this);
        lock.lock();
        try {
            isClosed = true;
            follow(Set.of());
        } finally {
            lock.unlock();
        }
    }
}
