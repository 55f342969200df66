package io.recontact.console.web;

import io.recontact.api.throttle.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * The fields of a sign-in besides username and password.
 *
 * @param address the address of the client; for IPv6 its network of 64 bits, which one client has all of
 */
record SignInDetails(String instanceAlias, boolean isByLink, String address) {

    SignInDetails(HttpServletRequest request) {
        this(
                Objects.requireNonNullElse(request.getParameter("instance"), "").strip(),
                Boolean.parseBoolean(request.getParameter("link")),
                ClientNetwork.of(request.getRemoteAddr()));
    }
}
