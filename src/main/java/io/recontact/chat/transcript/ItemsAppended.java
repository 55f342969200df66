package io.recontact.chat.transcript;

import io.recontact.api.SessionId;

/** That a session has new items; which, its transcript tells. Published with the change, heard after its commit. */
public record ItemsAppended(SessionId session) {}
