package io.recontact.security;

import io.recontact.api.CachedBodyRequest;
import io.recontact.api.IncompleteSignatureException;
import io.recontact.api.MissingAuthenticationTokenException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that carries a signature: all that there is to verify, read once.
 *
 * @param headers by lower-case name
 */
record SignedRequest(
        CachedBodyRequest body,
        CanonicalQueryString query,
        Map<String, List<String>> headers,
        Authorization authorization) {

    /**
     * Finds the signature of a request.
     *
     * @throws MissingAuthenticationTokenException if it is not signed
     * @throws IncompleteSignatureException if the signature lacks a part or has a malformed one
     */
    static SignedRequest of(CachedBodyRequest request) {
        var query = CanonicalQueryString.parse(request.getQueryString());
        var headers = headers(request);
        var authorizations = headers.getOrDefault("authorization", List.of());
        var presigned = PresignedUrl.isCarriedBy(query);
        if (authorizations.isEmpty() && !presigned) {
            throw new MissingAuthenticationTokenException("Missing Authentication Token");
        }
        if (authorizations.size() + (presigned ? 1 : 0) > 1) {
            throw new IncompleteSignatureException("The request carries more than one signature.");
        }
        return presigned
                ? new SignedRequest(request, query.without(PresignedUrl.SIGNATURE), headers, PresignedUrl.parse(query))
                : new SignedRequest(
                        request, query, headers, AuthorizationHeader.parse(authorizations.getFirst(), headers));
    }

    /** What the signature must cover. */
    CanonicalRequest canonical(String bodyHash) {
        var signed = new TreeMap<String, List<String>>();
        for (var name : authorization.signedHeaders()) {
            signed.put(name, headers.getOrDefault(name, List.of()));
        }
        return new CanonicalRequest(body.getMethod(), body.getRequestURI(), query, signed, bodyHash);
    }

    // One pass: the names in SignedHeaders are the caller's to choose, and a search for each would be quadratic.
    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new HashMap<String, List<String>>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(Collections.list(request.getHeaders(name))));
        }
        return headers;
    }
}
