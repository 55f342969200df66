package io.recontact.configuration;

/** A password as it is stored: salted and hashed. A prefix in braces names the algorithm. */
public record PasswordHash(String value) {

    /** Omits the hash. */
    @Override
    public String toString() {
        return "PasswordHash[]";
    }
}
