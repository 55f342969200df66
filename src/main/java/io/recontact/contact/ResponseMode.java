package io.recontact.contact;

/** How bots answer a participant: piece by piece, or at once. */
public enum ResponseMode {
    INCREMENTAL,
    COMPLETE
}
