package io.recontact.contact;

/** The contact of a past session that a persistent chat continues from. */
public enum RehydrationType {

    /** The contact of the session that ended last. The request names the initial contact. */
    ENTIRE_PAST_SESSION,

    /** The contact that the request names, without the later ones of its session. */
    FROM_SEGMENT
}
