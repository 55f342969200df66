package io.recontact.console.web;

import io.recontact.api.PublicUrl;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Sessions in the database, so that any node serves them. Our job deletes ended ones, in place of the scheduler of
 * Spring Session.
 */
@Configuration(proxyBeanMethods = false)
@ConsoleEnabled
@EnableJdbcHttpSession(tableName = "console_session", cleanupCron = "-")
class ConsoleSessions {

    static final String COOKIE = "recontact-session";

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionTimeout(ConsoleProperties settings) {
        return sessions -> sessions.setDefaultMaxInactiveInterval(settings.sessionTimeout());
    }

    @Bean
    CookieSerializer sessionCookie(PublicUrl url) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(COOKIE);
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        if (url.isHttps()) {
            // Otherwise as the request: a proxy may end TLS.
            cookie.setUseSecureCookie(true);
        }
        return cookie;
    }
}
