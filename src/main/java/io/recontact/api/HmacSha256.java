package io.recontact.api;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC-SHA-256 function of one key, which any number of threads may use. Each code is computed by a copy of a
 * function that stays unused: a search for the provider takes as long as a short code.
 */
public final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";

    private final Mac unused;

    /** Creates the function of a key. */
    public HmacSha256(byte[] key) {
        try {
            unused = Mac.getInstance(ALGORITHM);
            unused.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Returns the code of bytes. */
    public byte[] code(byte[] bytes) {
        try {
            return ((Mac) unused.clone()).doFinal(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The Java platform copies " + ALGORITHM, e);
        }
    }
}
