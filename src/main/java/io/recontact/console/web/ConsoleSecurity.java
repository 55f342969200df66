package io.recontact.console.web;

import io.recontact.api.PublicUrl;
import io.recontact.configuration.Permission;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.configuration.ResourceKind;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** The protection of the pages. {@link ConsoleFilter} applies it to their paths. */
@Configuration(proxyBeanMethods = false)
@ConsoleEnabled
@EnableWebSecurity
class ConsoleSecurity {

    /** Pages run scripts and styles of their own origin only. The design system has images in its style sheet. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** The permission that each page needs, most specific first. {@code ConsolePermissionTests} finds missing ones. */
    static final Map<String, Permission> PERMISSIONS = permissions();

    /** Pages for every user who has signed in. */
    static final String[] FOR_EVERYONE = {ConsolePaths.ROOT, ConsolePaths.ROOT + "/"};

    private static Map<String, Permission> permissions() {
        var permissions = new LinkedHashMap<String, Permission>();
        permissions.put("/console/contacts/*/transcript/file", Permission.CONTACT_TRANSCRIPTS_DOWNLOAD);
        permissions.put("/console/contacts/*/transcript/*", Permission.CONTACT_TRANSCRIPTS);
        permissions.put("/console/contacts/*/views/*", Permission.CONTACT_TRANSCRIPTS);
        permissions.put("/console/contacts/*/attachments/*", Permission.CONTACT_TRANSCRIPTS_DOWNLOAD);
        permissions.put("/console/contacts/*/stop", Permission.STOP_CONTACTS);
        permissions.put("/console/contacts/*/holds/**", Permission.LEGAL_HOLDS_EDIT);
        permissions.put("/console/contacts/*/erase", Permission.CONTACT_DATA_DELETE);
        permissions.put("/console/contacts/*/customer-export", Permission.CONTACT_DATA_EXPORT);
        permissions.put("/console/contacts/*/watch/barge", Permission.BARGE_INTO_CONTACTS);
        permissions.put("/console/contacts/*/watch/messages", Permission.BARGE_INTO_CONTACTS);
        permissions.put("/console/contacts/*/watch/**", Permission.MONITOR_CONTACTS);
        permissions.put("/console/contacts/*", Permission.CONTACT_SEARCH);
        permissions.put("/console/contacts", Permission.CONTACT_SEARCH);
        permissions.put("/console/desktop/**", Permission.BASIC_AGENT_ACCESS);
        permissions.put("/console/desktop", Permission.BASIC_AGENT_ACCESS);
        permissions.put("/console/quick-replies/*/delete", Permission.CONTENT_MANAGEMENT_EDIT);
        permissions.put("/console/quick-replies/*", Permission.CONTENT_MANAGEMENT_EDIT);
        permissions.put("/console/quick-replies", Permission.CONTENT_MANAGEMENT_VIEW);
        permissions.put("/console/users/*/password", Permission.USERS_EDIT);
        permissions.put("/console/users", Permission.USERS_VIEW);
        permissions.put("/console/configuration/instance/edit", Permission.INSTANCE_EDIT);
        permissions.put("/console/configuration/instance", Permission.INSTANCE_VIEW);
        permissions.put("/console/configuration/flows/*/test", Permission.CHAT_TEST_MODE);
        permissions.put("/console/configuration/flows/*/test/*", Permission.CHAT_TEST_MODE);
        permissions.put("/console/configuration/flow-modules/*/aliases/**", Permission.FLOW_MODULES_PUBLISH);
        permissions.put("/console/configuration/hierarchy-groups/levels", Permission.HIERARCHY_GROUPS_EDIT);
        permissions.putAll(ResourceKind.permissions());
        permissions.put("/console/board/agents/*/status", Permission.AGENT_STATUS_CHANGE);
        permissions.put("/console/board/agents/*", Permission.REAL_TIME_METRICS);
        permissions.put("/console/board/now", Permission.REAL_TIME_METRICS);
        permissions.put("/console/board", Permission.REAL_TIME_METRICS);
        permissions.put("/console/metrics", Permission.HISTORICAL_METRICS);
        return permissions;
    }

    @Bean
    @Order(1)
    SecurityFilterChain console(
            HttpSecurity http,
            SignInProvider provider,
            SignedInContexts contexts,
            SignInResults results,
            ObjectProvider<SingleSignOn> singleSignOn,
            CsrfTokenRepository csrf) {
        var providers = new ArrayList<AuthenticationProvider>(List.of(provider));
        singleSignOn.ifAvailable(one -> {
            providers.add(one.provider());
            one.configure(http);
        });
        return http.securityMatcher(ConsolePaths::include)
                // Not as a provider: then a manager of all providers would ask it a second time.
                .authenticationManager(new ProviderManager(providers))
                .securityContext(settings -> settings.securityContextRepository(contexts))
                .requestCache(settings -> settings.requestCache(new NullRequestCache()))
                .csrf(settings -> settings.csrfTokenRepository(csrf))
                .formLogin(settings -> settings.loginPage(ConsolePaths.SIGN_IN)
                        .authenticationDetailsSource(SignInDetails::new)
                        .successHandler(results::succeeded)
                        .failureHandler(results::failed))
                .logout(settings -> settings.logoutUrl(ConsolePaths.SIGN_OUT)
                        .logoutSuccessUrl(ConsolePaths.SIGN_IN + "?signed-out"))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(ConsolePaths.SIGN_IN).permitAll();
                    requests.requestMatchers(ConsolePaths.PASSWORD).authenticated();
                    PERMISSIONS.forEach((pattern, permission) ->
                            requests.requestMatchers(pattern).access(has(permission)));
                    // Paths without a page, too: they have no page to show.
                    requests.anyRequest().access(signedIn());
                })
                .exceptionHandling(settings ->
                        settings.authenticationEntryPoint(results::unknown).accessDeniedHandler(results::denied))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(frame -> frame.deny()))
                .build();
    }

    /** Checks the session and the CSRF token of calls of the admin API; {@link AdminApiSecurity} what they may do. */
    @Bean
    @Order(2)
    SecurityFilterChain adminApi(HttpSecurity http, SignedInContexts contexts, CsrfTokenRepository csrf) {
        return http.securityMatcher(AnyRequestMatcher.INSTANCE)
                .securityContext(settings -> settings.securityContextRepository(contexts))
                .requestCache(settings -> settings.requestCache(new NullRequestCache()))
                .csrf(settings -> settings.csrfTokenRepository(csrf).csrfTokenRequestHandler(new HeaderCsrfToken()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .exceptionHandling(settings -> settings.accessDeniedHandler((_, _, _) -> {
                    throw AdminApiSecurity.withoutToken();
                }))
                .logout(settings -> settings.disable())
                .build();
    }

    private static AuthorizationManager<RequestAuthorizationContext> has(Permission permission) {
        return (authentication, _) -> new AuthorizationDecision(SignedInContexts.user(authentication.get())
                .filter(user -> isFree(user) && user.may(permission))
                .isPresent());
    }

    private static AuthorizationManager<RequestAuthorizationContext> signedIn() {
        return (authentication, _) -> new AuthorizationDecision(SignedInContexts.user(authentication.get())
                .filter(ConsoleSecurity::isFree)
                .isPresent());
    }

    private static boolean isFree(ConsoleUser user) {
        return !user.mustChangePassword();
    }

    /** In a cookie, so that nobody who only looks at the sign-in has a session. */
    @Bean
    CsrfTokenRepository csrfTokens(PublicUrl url) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("recontact-csrf");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> {
            cookie.httpOnly(true).sameSite("Lax");
            if (url.isHttps()) {
                cookie.secure(true);
            }
        });
        return tokens;
    }

    /** {@link ConsoleFilter} calls it; Spring Boot would put it before every path. */
    @Bean
    FilterRegistrationBean<SessionRepositoryFilter<?>> sessionFilterIsNotForAllPaths(
            SessionRepositoryFilter<?> filter) {
        return disabled(filter);
    }

    /** {@link ConsoleFilter} calls it; Spring Boot would put it before every path. */
    @Bean
    FilterRegistrationBean<Filter> securityFilterIsNotForAllPaths(
            @Qualifier("springSecurityFilterChain") Filter filter) {
        return disabled(filter);
    }

    private static <F extends Filter> FilterRegistrationBean<F> disabled(F filter) {
        var registration = new FilterRegistrationBean<F>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
