package io.recontact.chat.transcript;

import io.recontact.api.SessionId;

/** Published when items are appended to a session, handled after the commit. Listeners read the transcript. */
public record ItemsAppended(SessionId session) {}
