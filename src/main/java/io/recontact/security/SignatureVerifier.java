package io.recontact.security;

/** Verifies the signature of a request. */
interface SignatureVerifier {

    /**
     * Returns the caller of a request.
     *
     * @throws io.recontact.api.ServiceException if the signature is not valid
     */
    Caller verify(SignedRequest request);
}
