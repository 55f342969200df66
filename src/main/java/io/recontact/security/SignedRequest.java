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
 * A signed request with everything that the verification needs.
 *
 * @param headers by lower-case name
 */
record SignedRequest(
        CachedBodyRequest body,
        CanonicalQueryString query,
        Map<String, List<String>> headers,
        Authorization authorization) {

    /**
     * Parses the signature of a request.
     *
     * @throws MissingAuthenticationTokenException if the request is not signed
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

    /** Returns the canonical request, which the signature must cover. */
    CanonicalRequest canonical(String bodyHash) {
        var signed = new TreeMap<String, List<String>>();
        for (var name : authorization.signedHeaders()) {
            signed.put(name, headers.getOrDefault(name, List.of()));
        }
        return new CanonicalRequest(body.getMethod(), body.getRequestURI(), query, signed, bodyHash);
    }

    // One pass: the caller chooses the names in SignedHeaders, and a search for each would be quadratic.
    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new HashMap<String, List<String>>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(Collections.list(request.getHeaders(name))));
        }
        return headers;
    }
}
