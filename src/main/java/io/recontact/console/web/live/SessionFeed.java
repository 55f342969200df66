package io.recontact.console.web.live;

import io.recontact.api.SessionId;
import io.recontact.push.SessionChanges;

/** Tells a page of new items in one chat, as the part {@code items}. */
public final class SessionFeed implements LiveStreams.Subscription, SessionChanges.Listener {

    private static final String ITEMS = "items";

    private final LiveStream stream;
    private final SessionId session;
    private final SessionChanges changes;

    private SessionFeed(LiveStream stream, SessionId session, SessionChanges changes) {
        this.stream = stream;
        this.session = session;
        this.changes = changes;
    }

    /** Begins to listen. */
    public static SessionFeed open(LiveStream stream, SessionId session, SessionChanges changes) {
        var feed = new SessionFeed(stream, session, changes);
        changes.add(session, feed);
        stream.changed(ITEMS);
        return feed;
    }

    @Override
    public void changed(SessionId changed) {
        stream.changed(ITEMS);
    }

    @Override
    public void pushed(SessionId pushed, String item) {
        // It is in no transcript.
    }

    @Override
    public void close() {
        changes.remove(session, this);
    }
}
