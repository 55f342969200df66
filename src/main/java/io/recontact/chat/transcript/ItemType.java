package io.recontact.chat.transcript;

/** The kinds of items. */
public enum ItemType {
    /** Something that a participant has said. */
    MESSAGE,
    /** Something that has happened. */
    EVENT,
    /** Files that a participant has sent. */
    ATTACHMENT,
    /** That a message was delivered or read: pushed, and told with the message, but no item of its own. */
    MESSAGEMETADATA
}
