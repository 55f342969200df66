package io.recontact.security;

import io.recontact.api.IncompleteSignatureException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses a signature in the {@code Authorization} header. */
final class AuthorizationHeader {

    private static final String CREDENTIAL = "Credential";
    private static final String SIGNED_HEADERS = "SignedHeaders";
    private static final String SIGNATURE = "Signature";
    private static final Set<String> PARAMETERS = Set.of(CREDENTIAL, SIGNED_HEADERS, SIGNATURE);

    private AuthorizationHeader() {}

    /**
     * Parses the header.
     *
     * @param headers all headers of the request, by lower-case name
     */
    static Authorization parse(String header, Map<String, List<String>> headers) {
        var parameters = parameters(header);
        if (parameters.size() < PARAMETERS.size()) {
            throw new IncompleteSignatureException(Stream.of(CREDENTIAL, SIGNATURE, SIGNED_HEADERS)
                    .filter(name -> !parameters.containsKey(name))
                    .map("Authorization header requires '%s' parameter."::formatted)
                    .collect(Collectors.joining(" ")));
        }
        return new Authorization(
                Authorization.requireCredential(parameters.getOrDefault(CREDENTIAL, "")),
                Authorization.requireHeaderNames(parameters.getOrDefault(SIGNED_HEADERS, "")),
                parameters.getOrDefault(SIGNATURE, ""),
                signedAt(headers),
                null);
    }

    private static Map<String, String> parameters(String header) {
        if (!header.startsWith(CanonicalRequest.ALGORITHM + " ")) {
            throw new IncompleteSignatureException(
                    "The Authorization header must begin with '%s' and a space.".formatted(CanonicalRequest.ALGORITHM));
        }
        var parameters = new HashMap<String, String>();
        for (var part : header.substring(CanonicalRequest.ALGORITHM.length()).split(",", -1)) {
            var parameter = part.strip();
            int equals = parameter.indexOf('=');
            if (equals < 0
                    || !PARAMETERS.contains(parameter.substring(0, equals))
                    || parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1)) != null) {
                throw new IncompleteSignatureException(
                        "The Authorization header must have 'Credential', 'SignedHeaders' and 'Signature', each once.");
            }
        }
        return parameters;
    }

    private static Instant signedAt(Map<String, List<String>> headers) {
        var amzDate = headers.getOrDefault("x-amz-date", List.of());
        var date = headers.getOrDefault("date", List.of());
        if (amzDate.isEmpty() && date.isEmpty()) {
            throw new IncompleteSignatureException(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        return (amzDate.isEmpty()
                        ? only(date).flatMap(SigningTime::parseDateHeader)
                        : only(amzDate).flatMap(SigningTime::parse))
                .orElseThrow(() -> new IncompleteSignatureException(
                        "Date must be in ISO-8601 'basic format', e.g. 20150830T123600Z."));
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
