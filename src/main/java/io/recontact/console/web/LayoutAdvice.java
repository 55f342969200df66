package io.recontact.console.web;

import io.recontact.console.ConsoleEnabled;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its {@link Layout}, and the day. */
@ControllerAdvice(basePackages = "io.recontact.console")
@ConsoleEnabled
class LayoutAdvice {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Assets assets;
    private final Clock clock;

    LayoutAdvice(Assets assets, Clock clock) {
        this.assets = assets;
        this.clock = clock;
    }

    /** The day in UTC as pages show days, for times that need not repeat it. */
    @ModelAttribute("today")
    String today() {
        return DAY.format(clock.instant());
    }

    @ModelAttribute("layout")
    Layout layout(HttpServletRequest request) {
        return new Layout(
                assets,
                SignedInContexts.currentUser().orElse(null),
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "",
                request.getRequestURI());
    }
}
