package io.recontact.widget.web;

import io.recontact.api.PublicUrl;
import io.recontact.widget.WidgetEnabled;
import io.recontact.widget.WidgetProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** The page in the frame, and the page to try the widget. Both are the same for everybody. */
@Controller
@WidgetEnabled
class WidgetPageController {

    private static final Pattern ORIGIN = Pattern.compile("(https?|wss?)://[A-Za-z0-9.-]+(:[0-9]+)?(?=/)");

    private final WidgetProperties settings;
    private final WidgetFiles files;
    private final PublicUrl publicUrl;
    private final JsonMapper json;

    WidgetPageController(WidgetProperties settings, WidgetFiles files, PublicUrl publicUrl, JsonMapper json) {
        this.settings = settings;
        this.files = files;
        this.publicUrl = publicUrl;
        this.json = json;
    }

    @GetMapping(WidgetPaths.FRAME)
    String frame(HttpServletRequest request, HttpServletResponse response, Model model) {
        var origins = String.join(" ", settings.allowedOrigins());
        // Answers name the public URL for the websocket and for files, which may differ from the frame's own.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' %s %s; base-uri 'none';"
                                .formatted(
                                        origin(publicUrl.http(request, "/")), origin(publicUrl.websocket(request, "/")))
                        + " form-action 'none'; frame-ancestors 'self' %s"
                                .formatted(origins)
                                .stripTrailing());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        model.addAttribute("version", files.version());
        model.addAttribute("origins", origins);
        return "widget/chat";
    }

    /** Returns nothing for a host that a request has made up, so that it adds no directive. */
    private static String origin(String url) {
        var origin = ORIGIN.matcher(url);
        return origin.lookingAt() ? origin.group() : "";
    }

    @GetMapping(WidgetPaths.ROOT)
    String trial(HttpServletResponse response, Model model) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        model.addAttribute("version", files.version());
        model.addAttribute("isReady", settings.destination().isPresent());
        model.addAttribute("fields", fields());
        return "widget/trial";
    }

    /** Asks for a name, and for each attribute that pages may set. */
    private String fields() {
        var fields = new ArrayList<Map<String, Object>>();
        fields.add(Map.of("name", "DisplayName", "label", "Your name", "required", true));
        settings.attributes().forEach(name -> fields.add(Map.of("name", name, "label", name)));
        return json.writeValueAsString(List.copyOf(fields));
    }
}
