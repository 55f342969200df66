package io.recontact.api;

import io.recontact.api.TomcatCustomizer.ErrorValve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Configuration;

/**
 * Configures Tomcat for the API: it accepts encoded slashes and backslashes in path labels and writes errors that AWS
 * clients can read.
 */
@Configuration(proxyBeanMethods = false)
class TomcatCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        // An ARN in a path label arrives as arn%3A…%2F…. It is decoded after routing, label by label.
        // The same for a backslash, which an id of the caller's customer records may have.
        factory.addConnectorCustomizers(connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            // A client that asks before it sends a large body learns of a refusal first.
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
            }
        });
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ErrorValve.class.getName());
            }
        });
    }

    /** Writes the errors of requests that Tomcat itself refuses, such as a malformed request line. */
    public static class ErrorValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            if (response.getStatus() < 400 || response.isCommitted() || !response.setErrorReported()) {
                return;
            }
            response.setHeader("x-amzn-RequestId", UUID.randomUUID().toString());
            response.setContentType("application/json");
            var status = response.getStatus();
            if (request.getMethod().equals("CONNECT")) {
                refuse(response, 405, "UnknownOperationException", "The method CONNECT is not supported");
            } else if (status == 501) {
                refuse(response, 501, "NotImplementedException", "The transfer encoding is not supported");
            } else if (status == 505) {
                refuse(response, 400, "InvalidRequestException", "The version of HTTP is not supported");
            } else if (status < 500) {
                refuse(response, status, "InvalidRequestException", "The request is malformed");
            } else {
                refuse(
                        response,
                        status,
                        "InternalServiceException",
                        "The request failed because of an error of the service");
            }
        }

        private static void refuse(Response response, int status, String shape, String message) {
            response.setStatus(status);
            response.setHeader(ErrorResponses.ERROR_TYPE, shape);
            try {
                response.getOutputStream()
                        .write("{\"Message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException _) {
                // The client has disconnected.
            }
        }
    }
}
