package io.recontact.contact;

/** Which contact of the past a persistent chat continues from. */
public enum RehydrationType {

    /** The most recently ended contact of the session whose initial contact is named. */
    ENTIRE_PAST_SESSION,

    /** The named contact itself; later ones of its session stay behind. */
    FROM_SEGMENT
}
