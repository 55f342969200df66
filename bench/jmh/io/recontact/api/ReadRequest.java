package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Opens {@link CachedBodyRequest} to benchmarks of other packages. */
public final class ReadRequest {

    private ReadRequest() {}

    public static HttpServletRequest of(HttpServletRequest request) throws IOException {
        return CachedBodyRequest.read(request);
    }
}
