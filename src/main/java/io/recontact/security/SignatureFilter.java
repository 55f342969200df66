package io.recontact.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.BrowserRequests;
import io.recontact.api.CachedBodyRequest;
import io.recontact.api.LogSampler;
import io.recontact.api.Operation;
import io.recontact.api.OperatorPaths;
import io.recontact.api.ServiceException;
import io.recontact.api.TaggedCounter;
import io.recontact.api.UnrecognizedClientException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Verifies the signature of a request and attaches its {@link Caller}. The outermost filter writes refusals. The
 * participant API passes unchecked: its callers present tokens, and a signature has no meaning there. So do the few
 * operations that need no signature.
 */
@Component
@Order(SignatureFilter.ORDER)
class SignatureFilter extends OncePerRequestFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private static final Logger log = LoggerFactory.getLogger(SignatureFilter.class);
    private final LogSampler sampler = new LogSampler(log);

    /** A message starts with its subject and then repeats values of the request. */
    private static final Pattern SUBJECT = Pattern.compile("[^:,'\"]*");

    private final SignatureVerifier verifier;
    private final ObjectProvider<SignedInCallers> signedIn;
    private final TaggedCounter refusals;

    SignatureFilter(SignatureVerifier verifier, ObjectProvider<SignedInCallers> signedIn, MeterRegistry meters) {
        this.verifier = verifier;
        this.signedIn = signedIn;
        this.refusals = new TaggedCounter(
                meters,
                "recontact.access.refused",
                "Calls refused for their signature or their key, by error shape",
                "reason",
                "AccessDeniedException",
                "IncompleteSignatureException",
                "InvalidSignatureException",
                "MissingAuthenticationTokenException",
                "UnrecognizedClientException");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OperatorPaths.include(request)
                || BrowserRequests.include(request)
                || isParticipantCall(request)
                || Operation.of(request).isUnsigned();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        findSignedIn(request).orElseGet(() -> authenticate(request)).attachTo(request);
        var hash = request.getHeader(SignedRequest.BODY_HASH);
        chain.doFilter(
                Operation.of(request).streamsItsBody() && hash != null ? new HashedBodyRequest(request, hash) : request,
                response);
    }

    /** Only the admin API is for people as well. A request with a signature is a program's. */
    private Optional<Caller> findSignedIn(HttpServletRequest request) {
        var operation = Operation.of(request);
        return operation.ofAdminApi() && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                ? Optional.ofNullable(signedIn.getIfAvailable()).flatMap(callers -> callers.find(request, operation))
                : Optional.empty();
    }

    private Caller authenticate(HttpServletRequest request) {
        var operation = Operation.of(request);
        if (!operation.streamsItsBody() && WebUtils.getNativeRequest(request, CachedBodyRequest.class) == null) {
            throw new IllegalStateException("The body has not been read before its signature is checked");
        }
        var keyId = "";
        try {
            var signed = SignedRequest.of(request);
            keyId = signed.authorization().credential().keyId();
            var caller = verifier.verify(signed);
            requireAllowed(caller, operation);
            return caller;
        } catch (ServiceException refusal) {
            if (sampler.lets(refusal.shape())) {
                log.info(
                        "Refused {} signed with {}: {}: {}",
                        operation.name(),
                        refusal instanceof UnrecognizedClientException || keyId.isEmpty()
                                ? "no known key"
                                : "key " + keyId,
                        refusal.shape(),
                        withoutValues(refusal.getMessage()));
            }
            refusals.increment(refusal.shape());
            throw refusal;
        }
    }

    private static void requireAllowed(Caller caller, Operation operation) {
        // An unknown operation counts as one that writes, so that no route outside of the model slips through.
        if (!caller.mayWrite() && !operation.reads()) {
            throw new AccessDeniedException("The access key %s may only read, which %s does not"
                    .formatted(caller.accessKeyId(), operation.name()));
        }
    }

    private static String withoutValues(String message) {
        var beginning = SUBJECT.matcher(message);
        return beginning.lookingAt() ? beginning.group().strip() : "";
    }

    private static boolean isParticipantCall(HttpServletRequest request) {
        if (Operation.of(request).ofParticipantService()) {
            return true;
        }
        var path = request.getRequestURI();
        // A path with dot segments or parameters could resolve to another one, so it needs a signature.
        return path.startsWith("/participant/") && !path.contains(".") && !path.contains(";") && !path.contains("%");
    }
}
