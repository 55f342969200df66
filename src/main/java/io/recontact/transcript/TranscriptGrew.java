package io.recontact.transcript;

import io.recontact.wire.SessionId;

/** That a session has new items; which, its transcript tells. Published with the change, heard after its commit. */
public record TranscriptGrew(SessionId session) {}
