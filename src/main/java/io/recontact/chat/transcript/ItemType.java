package io.recontact.chat.transcript;

/** The Type of an item. */
public enum ItemType {
    /** A message of a participant or a flow. */
    MESSAGE,
    /** An event, such as a participant who joins. */
    EVENT,
    /** Files of a participant. */
    ATTACHMENT,
    /** Receipts of a message: pushed, and part of the message in GetTranscript, but not stored as an item. */
    MESSAGEMETADATA
}
