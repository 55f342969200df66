package io.recontact.widget.web;

import io.recontact.api.PathOrigins;
import io.recontact.api.PublicUrl;
import io.recontact.api.RootLink;
import io.recontact.widget.WidgetEnabled;
import io.recontact.widget.WidgetProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;

/** The origins of the pages that may start chats: the allowed ones, and the service's own for its page to try it. */
@Configuration(proxyBeanMethods = false)
@WidgetEnabled
class WidgetOrigins {

    private final WidgetProperties settings;
    private final PublicUrl publicUrl;

    WidgetOrigins(WidgetProperties settings, PublicUrl publicUrl) {
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    /** Lets the allowed pages read the answer, whatever {@code recontact.allowed-origins} permits. */
    @Bean
    PathOrigins originsOfWidgetChats() {
        return new PathOrigins(WidgetPaths.CHATS, this::allows);
    }

    @Bean
    static RootLink widgetLink() {
        return new RootLink(WidgetPaths.ROOT, "Chat widget, to try it");
    }

    /** Returns true if a page that may start chats has sent the request. */
    boolean allow(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && (allows(origin) || !CorsUtils.isCorsRequest(request));
    }

    private boolean allows(String origin) {
        return settings.allowedOrigins().contains(origin) || publicUrl.hasOrigin(origin);
    }
}
