package io.recontact.contact;

/** The ways in which bots answer a participant: in pieces, or at once. */
public enum ResponseMode {
    INCREMENTAL,
    COMPLETE
}
