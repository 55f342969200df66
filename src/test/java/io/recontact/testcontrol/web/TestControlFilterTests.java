package io.recontact.testcontrol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.BrowserRequests;
import io.recontact.api.InvalidRequestException;
import io.recontact.testcontrol.TestControlProperties;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ForwardedHeaderFilter;

class TestControlFilterTests {

    private static MockHttpServletRequest request(String address) {
        var request = new MockHttpServletRequest("POST", "/test-controls/v1/clock/advance");
        request.setRemoteAddr(address);
        request.addHeader("Host", "127.0.0.1:8080");
        return request;
    }

    private static MockHttpServletRequest requestTo(@Nullable String host) {
        var request = new MockHttpServletRequest("POST", "/test-controls/v1/clock/advance");
        if (host != null) {
            request.addHeader("Host", host);
        }
        return request;
    }

    private static boolean isAdmitted(boolean remote, HttpServletRequest request) throws Exception {
        var chain = new MockFilterChain();
        new TestControlFilter(new TestControlProperties(true, remote))
                .doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null && BrowserRequests.include(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "0:0:0:0:0:0:0:1"})
    void admitsThisMachine(String address) throws Exception {
        assertThat(isAdmitted(false, request(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "172.17.0.1", "2001:db8:0:0:0:0:0:1"})
    void refusesOtherMachinesUnlessSet(String address) throws Exception {
        assertThatThrownBy(() -> isAdmitted(false, request(address))).isInstanceOf(AccessDeniedException.class);

        assertThat(isAdmitted(true, request(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For, 127.0.0.1",
        "x-forwarded-host, example.com",
        "Forwarded, for=127.0.0.1",
        "X-Real-IP, 127.0.0.1",
        "Via, 1.1 proxy"
    })
    void refusesWhatAProxyForwards(String header, String value) {
        var request = request("127.0.0.1");
        request.addHeader(header, value);

        assertThatThrownBy(() -> isAdmitted(false, request)).isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]", "[::1]:8080"})
    void admitsNamesOfThisMachine(String host) throws Exception {
        assertThat(isAdmitted(false, requestTo(host))).isTrue();
    }

    /** A proxy that adds no header, and a page whose name leads to this machine, come from a loopback address too. */
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "chat.example.com",
                "localhost.example.com:8080",
                "127.0.0.1.example.com",
                "127.0.0.1:8080:1",
                "[::2]",
                "10.0.0.1:8080"
            })
    void refusesOtherHostsUnlessSet(@Nullable String host) throws Exception {
        assertThatThrownBy(() -> isAdmitted(false, requestTo(host)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("Host header");

        assertThat(isAdmitted(true, requestTo(host))).isTrue();
    }

    @Test
    void refusesItAlsoWhereProxiesAreTrusted() {
        var request = request("127.0.0.1");
        request.addHeader("X-Forwarded-For", "127.0.0.1");

        assertThatThrownBy(() -> new ForwardedHeaderFilter()
                        .doFilter(request, new MockHttpServletResponse(), (trusted, _) -> {
                            try {
                                isAdmitted(false, (HttpServletRequest) trusted);
                            } catch (RuntimeException e) {
                                throw e;
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        }))
                .isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesWebPages(boolean remote) {
        var request = request("127.0.0.1");
        request.addHeader("Origin", "http://127.0.0.1:8080");

        assertThatThrownBy(() -> isAdmitted(remote, request)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void refusesLargeBodies() {
        var request = request("127.0.0.1");
        request.setContent(new byte[40_000]);

        assertThatThrownBy(() -> isAdmitted(false, request)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/test-controls/v1",
                "/test-controls/v2/clock",
                "/test-controls/v1/..;/clock",
                "/test-controls/v1/clock;x",
                "/test-controls/v1/%63lock"
            })
    void leavesOtherPathsToTheSignature(String path) throws Exception {
        var request = new MockHttpServletRequest("GET", path);

        assertThat(isAdmitted(false, request)).isFalse();
    }
}
