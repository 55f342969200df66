package io.recontact.configuration;

/** The ways to manage the users of an instance. */
public enum IdentityManagement {
    SAML,
    CONNECT_MANAGED,
    EXISTING_DIRECTORY
}
