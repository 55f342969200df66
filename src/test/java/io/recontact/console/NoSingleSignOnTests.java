package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.FilterChainProxy;

/** Without a provider in the settings, there is nothing of a single sign-on. */
@ServiceTest
class NoSingleSignOnTests {

    private final Service.Calls calls;
    private final ApplicationContext context;

    NoSingleSignOnTests(Service.Calls calls, ApplicationContext context) {
        this.calls = calls;
        this.context = context;
    }

    @Test
    void hasNoClient() {
        for (var type : new Class<?>[] {
            ClientRegistrationRepository.class,
            OAuth2AuthorizedClientRepository.class,
            OAuth2AuthorizedClientManager.class
        }) {
            assertThat(context.getBeanNamesForType(type))
                    .as(type.getSimpleName())
                    .isEmpty();
        }
        assertThat(context.getBean("springSecurityFilterChain", FilterChainProxy.class)
                        .getFilterChains())
                .flatMap(chain -> chain.getFilters())
                .noneMatch(filter -> filter.getClass().getPackageName().contains("oauth2"));
    }

    @Test
    void hasNoButton() {
        var browser = new Browser(calls.endpoint());

        assertThat(browser.get("/console/sign-in").body()).doesNotContain("oidc");
        assertThat(Browser.target(browser.get("/console/sign-in/oidc"))).startsWith("/console/sign-in?to=");
    }
}
