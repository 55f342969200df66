package io.recontact.security;

import io.recontact.api.InvalidSignatureException;
import io.recontact.api.UnrecognizedClientException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Verifies that a known key signed exactly this request, for this service and within the last minutes. The messages are
 * those of AWS services, so that advice about them on the web applies.
 */
final class SigV4Verifier implements SignatureVerifier {

    private static final String SERVICE = "connect";
    private static final String TERMINATOR = "aws4_request";
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    /** CloudFront adds this header after the client has signed. */
    private static final String ADDED_BY_CLOUDFRONT = "x-amz-cf-id";

    private final SigningKeys signingKeys = new SigningKeys();
    private final SecurityProperties settings;
    private final AccessKeys keys;
    private final Clock clock;

    SigV4Verifier(SecurityProperties settings, AccessKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Caller verify(SignedRequest request) {
        var authorization = request.authorization();
        var credential = authorization.credential();
        var key = keys.find(credential.keyId())
                .orElseThrow(() ->
                        new UnrecognizedClientException("The security token included in the request is invalid."));
        requireScope(authorization);
        requireTimely(authorization);
        requireAllCovered(request);
        var bodyHash = requireBodyHash(request);
        var stringToSign = request.canonical(bodyHash).stringToSign(authorization.signedAt(), credential);
        if (!isSame(signingKeys.sign(key, credential, stringToSign), authorization.signature())) {
            throw new InvalidSignatureException(
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                            + " Access Key and signing method. Consult the service documentation for details.");
        }
        return key.caller(settings.arns(credential));
    }

    private void requireScope(Authorization authorization) {
        var credential = authorization.credential();
        if (settings.region() != null && !credential.region().equals(settings.region())) {
            throw new InvalidSignatureException(
                    "Credential should be scoped to a valid region, not '%s'.".formatted(credential.region()));
        }
        if (!credential.service().equals(SERVICE)) {
            throw new InvalidSignatureException(
                    "Credential should be scoped to correct service: '%s'.".formatted(SERVICE));
        }
        if (!credential.terminator().equals(TERMINATOR)) {
            throw new InvalidSignatureException("Credential should be scoped with a valid terminator: '%s', not '%s'."
                    .formatted(TERMINATOR, credential.terminator()));
        }
        var day = SigningTime.day(authorization.signedAt());
        if (!credential.date().equals(day)) {
            throw new InvalidSignatureException(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%s' != '%s', from '%s'."
                            .formatted(credential.date(), day, SigningTime.text(authorization.signedAt())));
        }
    }

    private void requireTimely(Authorization authorization) {
        var now = clock.instant();
        var signedAt = authorization.signedAt();
        var lifetime = authorization.lifetime() == null ? TOLERANCE : authorization.lifetime();
        if (signedAt.isBefore(now.minus(lifetime))) {
            throw new InvalidSignatureException("Signature expired: %s is now earlier than %s (%s - %s)"
                    .formatted(
                            SigningTime.text(signedAt),
                            SigningTime.text(now.minus(lifetime)),
                            SigningTime.text(now),
                            authorization.lifetime() == null
                                    ? "%d min.".formatted(lifetime.toMinutes())
                                    : "%d sec.".formatted(lifetime.toSeconds())));
        }
        if (signedAt.isAfter(now.plus(TOLERANCE))) {
            throw new InvalidSignatureException("Signature not yet current: %s is still later than %s (%s + %d min.)"
                    .formatted(
                            SigningTime.text(signedAt),
                            SigningTime.text(now.plus(TOLERANCE)),
                            SigningTime.text(now),
                            TOLERANCE.toMinutes()));
        }
    }

    // AWS requires the host, which Authorization checks, and every x-amz- header. All SDKs sign them.
    private static void requireAllCovered(SignedRequest request) {
        var signed = request.authorization().signedHeaders();
        for (var name : request.headers().keySet()) {
            if (name.startsWith("x-amz-") && !signed.contains(name) && !name.equals(ADDED_BY_CLOUDFRONT)) {
                throw new InvalidSignatureException(
                        "There were headers present in the request which were not signed: %s".formatted(name));
            }
        }
        for (var name : signed) {
            if (!request.headers().containsKey(name)) {
                throw new InvalidSignatureException(
                        "There were signed headers which are not present in the request: %s".formatted(name));
            }
        }
    }

    private static String requireBodyHash(SignedRequest request) {
        var stated = request.headers().getOrDefault(SignedRequest.BODY_HASH, List.of());
        var received = request.bodyHash();
        if (received.isEmpty()) {
            // HashedBodyRequest compares it with the body.
            if (stated.size() != 1 || !Sha256.isHex(stated.getFirst())) {
                throw new InvalidSignatureException(
                        "The header x-amz-content-sha256 must be the SHA-256 of the body, which this operation reads in parts.");
            }
            return stated.getFirst();
        }
        // Also refuses UNSIGNED-PAYLOAD and the STREAMING- values, which are for S3.
        if (!stated.isEmpty() && !stated.equals(List.of(received.get()))) {
            throw HashedBodyRequest.otherBody();
        }
        return received.get();
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }
}
