package io.recontact.console.web;

import io.recontact.console.ConsoleEnabled;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Pages for errors. They tell the kind of error and no detail. */
@Component
@ConsoleEnabled
class ErrorPages {

    static final String VIEW = "console/error";

    private final SpringTemplateEngine templates;
    private final Assets assets;

    ErrorPages(SpringTemplateEngine templates, Assets assets) {
        this.templates = templates;
        this.assets = assets;
    }

    /** Writes a page outside of a controller. */
    void write(HttpServletResponse response, HttpStatus status) throws IOException {
        var user = SignedInContexts.currentUser().orElse(null);
        var context = new Context(
                Locale.ENGLISH,
                Map.of("layout", new Layout(assets, user, "", ConsolePaths.ROOT), "error", ErrorText.of(status)));
        var page = templates.process(VIEW, context).getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(status.value());
        response.setHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        response.getOutputStream().write(page);
    }

    /** The words of an error page. */
    record ErrorText(int status, String title, String text) {

        static ErrorText of(HttpStatus status) {
            return switch (status) {
                case NOT_FOUND ->
                    new ErrorText(404, "Not found", "There is nothing here, or it is not kept any longer.");
                case FORBIDDEN ->
                    new ErrorText(
                            403,
                            "Not allowed",
                            "Your security profile does not permit this, or the page was open for too long. Go back and"
                                    + " reload it, or ask an administrator.");
                case CONFLICT ->
                    new ErrorText(409, "Changed meanwhile", "Somebody else was faster. Go back and reload the page.");
                case TOO_MANY_REQUESTS ->
                    new ErrorText(429, "Not available", "This is not available at the moment. Try again later.");
                case SERVICE_UNAVAILABLE ->
                    new ErrorText(503, "Not available", "The service is not available at the moment. Try again soon.");
                default ->
                    status.is4xxClientError()
                            ? new ErrorText(status.value(), "Not possible", "The request cannot be understood.")
                            : new ErrorText(
                                    status.value(), "Failed", "The request failed because of an error of the service.");
            };
        }
    }
}
