package io.recontact.testcontrol.web;

import io.recontact.api.TestControlsEnabled;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.CloseNowException;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Closes connections without any answer. Only Tomcat can: of an exception, or of a filter that returns, it makes an
 * answer.
 */
@Component
@TestControlsEnabled
class LostConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ATTRIBUTE = LostConnections.class.getName();

    /** Closes the connection of a request once its filters have returned, if nothing of its answer has been sent. */
    static void lose(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(new ClosingValve());
    }

    private static final class ClosingValve extends ValveBase {

        ClosingValve() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.getAttribute(ATTRIBUTE) != null) {
                response.getCoyoteResponse()
                        .action(ActionCode.CLOSE_NOW, new CloseNowException("A fault of the test controls"));
            }
        }
    }
}
