package io.recontact.chat;

import io.recontact.api.SessionId;
import java.util.Optional;
import java.util.UUID;

/** Finds the views that chats show. The module that runs flows implements this, as it shows them. */
public interface ShownViews {

    /** Finds a view of a chat by the token in its message. */
    Optional<ShownView> find(SessionId session, UUID token);
}
