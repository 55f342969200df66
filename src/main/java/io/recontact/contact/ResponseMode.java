package io.recontact.contact;

/** How bots answer a participant: in pieces, or at once. */
public enum ResponseMode {
    INCREMENTAL,
    COMPLETE
}
