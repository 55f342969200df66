package io.recontact.security;

/** Decides whether a signature holds, and whom it speaks for. */
interface SignatureVerifier {

    /** The caller that has signed a request; throws the refusal if the signature does not hold. */
    Caller verify(SignedRequest request);
}
