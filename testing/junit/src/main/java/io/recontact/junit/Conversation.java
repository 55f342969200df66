package io.recontact.junit;

/** A chat, with its customer. */
public final class Conversation {

    private final String contactId;
    private final Participant customer;

    Conversation(String contactId, Participant customer) {
        this.contactId = contactId;
        this.customer = customer;
    }

    /** Returns the id of the contact. */
    public String contactId() {
        return contactId;
    }

    /** Returns the customer, who has joined the chat. */
    public Participant customer() {
        return customer;
    }
}
