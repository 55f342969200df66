package io.recontact.transcript;

import java.util.UUID;

/** That a session has new items; which, its transcript tells. Published with the change, heard after its commit. */
public record TranscriptGrew(UUID session) {}
