package io.recontact.configuration;

/** How the users of an instance are managed. */
public enum IdentityManagement {
    SAML,
    CONNECT_MANAGED,
    EXISTING_DIRECTORY
}
