package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Turns every failure into an answer and at most one log line. No failure reaches the container, which would log the
 * URL of the request.
 */
@Component
public class FailureResponder {

    private static final Logger log = LoggerFactory.getLogger(FailureResponder.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The outcome in the metrics when the client has disconnected. */
    static final String CLIENT_GONE = "ClientGone";

    private static final String RETRY_AFTER_SECONDS = "1";

    private final ErrorResponses errors;

    FailureResponder(ErrorResponses errors) {
        this.errors = errors;
    }

    /**
     * Writes the answer to a failure. If the response has been committed, closes the connection, so that the client
     * does not mistake it for complete.
     */
    void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        if (failure instanceof CloseNowException seenBefore) {
            throw seenBefore;
        }
        var answer = answer(request, failure);
        if (response.isCommitted()) {
            if (response.getStatus() < 400) {
                throw new CloseNowException("The answer has broken off");
            }
            return; // Tomcat is already refusing a body that it cannot read
        }
        try {
            errors.write(response, answer);
        } catch (ClientAbortException e) {
            throw new CloseNowException("The client has disconnected", e);
        }
    }

    /** Returns the answer to a failure, and logs a failure of the service. */
    public static ResponseEntity<Object> answer(HttpServletRequest request, Throwable failure) {
        var refusal = CauseChain.find(failure, ServiceException.class);
        if (refusal.isPresent()) {
            return ErrorResponses.answer(request, refusal.get());
        }
        if (isClientDisconnect(failure)) {
            return ErrorResponses.answer(request, HttpStatus.BAD_REQUEST, CLIENT_GONE, "The request has broken off");
        }
        if (isMalformed(failure)) {
            return ErrorResponses.answer(request, new InvalidRequestException("The request is malformed"));
        }
        if (Outage.isBehind(failure)) {
            var reason = LoggableFailure.summary(failure);
            if (sampler.lets("outage")) {
                log.warn("The database did not serve a request, which is answered with 503: {}", reason);
            }
            return unavailable(request);
        }
        if (sampler.lets("failure")) {
            log.error("A request failed", LoggableFailure.of(failure));
        }
        return ErrorResponses.answer(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "InternalServiceException",
                "The request failed because of an error of the service");
    }

    /** An answer that SDKs retry, like every 503. */
    private static ResponseEntity<Object> unavailable(HttpServletRequest request) {
        var answer = ErrorResponses.answer(
                request,
                HttpStatus.SERVICE_UNAVAILABLE,
                "ServiceUnavailableException",
                "The service is not available at the moment");
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .body(answer.getBody());
    }

    /** True if the client disconnected during a read or a write. */
    private static boolean isClientDisconnect(Throwable failure) {
        return CauseChain.find(failure, ClientAbortException.class).isPresent()
                || CauseChain.find(failure, AsyncRequestNotUsableException.class)
                        .isPresent();
    }

    /** True if Tomcat, which reads bodies and parameters on demand, could not parse them. */
    private static boolean isMalformed(Throwable failure) {
        return CauseChain.find(failure, BadRequestException.class).isPresent()
                || CauseChain.find(failure, InvalidParameterException.class).isPresent();
    }
}
