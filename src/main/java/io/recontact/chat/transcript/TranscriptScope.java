package io.recontact.chat.transcript;

/** The part of a conversation that a transcript of a contact covers. */
public enum TranscriptScope {
    /** The items of the contact alone, as in the transcript files of Amazon Connect. */
    CONTACT,
    /** All contacts of the chat session. */
    SESSION,
    /** The session and the past sessions that it continues. */
    PERSISTENT_CHAT
}
