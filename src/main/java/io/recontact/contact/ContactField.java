package io.recontact.contact;

/**
 * The kinds of personal data that <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactData.html">DeleteContactData</a>
 * deletes.
 */
public enum ContactField {
    /** The customer's number or address, which chats of bridges have. */
    CUSTOMER_ENDPOINT,
    /** Not stored by this service. */
    ADDITIONAL_EMAIL_RECIPIENTS,
    /** Not stored by this service. */
    EMAIL_SUBJECT
}
