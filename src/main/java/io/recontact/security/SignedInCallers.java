package io.recontact.security;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Finds callers of the admin API who have signed in to the console instead of signing the request. */
public interface SignedInCallers {

    /**
     * Returns the caller of a request without a signature; empty if it has not signed in.
     *
     * @throws AccessDeniedException if it has signed in and may not call the operation
     */
    Optional<Caller> find(HttpServletRequest request, Operation operation);
}
