package io.recontact.security;

import io.recontact.api.CachedBodyRequest;
import io.recontact.api.IncompleteSignatureException;
import io.recontact.api.MissingAuthenticationTokenException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.web.util.WebUtils;

/**
 * A signed request with everything that the verification needs.
 *
 * @param headers by lower-case name
 */
record SignedRequest(
        HttpServletRequest request,
        CanonicalQueryString query,
        Map<String, List<String>> headers,
        Authorization authorization) {

    /** The header in which clients state the SHA-256 of the body. */
    static final String BODY_HASH = "x-amz-content-sha256";

    /**
     * Parses the signature of a request.
     *
     * @throws MissingAuthenticationTokenException if the request is not signed
     * @throws IncompleteSignatureException if the signature lacks a part or has a malformed one
     */
    static SignedRequest of(HttpServletRequest request) {
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

    /** Returns the SHA-256 of the body; empty if the operation reads its body later. */
    Optional<String> bodyHash() {
        return Optional.ofNullable(WebUtils.getNativeRequest(request, CachedBodyRequest.class))
                .map(body -> HexFormat.of().formatHex(body.digest(Sha256.digest())));
    }

    /** Returns the canonical request, which the signature must cover. */
    CanonicalRequest canonical(String bodyHash) {
        var signed = new TreeMap<String, List<String>>();
        for (var name : authorization.signedHeaders()) {
            signed.put(name, headers.getOrDefault(name, List.of()));
        }
        return new CanonicalRequest(request.getMethod(), request.getRequestURI(), query, signed, bodyHash);
    }

    // One pass: the caller chooses the names in SignedHeaders, and a search for each would be quadratic.
    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new HashMap<String, List<String>>();
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            var name = names.nextElement();
            headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
