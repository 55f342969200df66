package io.recontact.security;

import io.recontact.api.InstanceMoves;
import io.recontact.api.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Callers for controllers. Parsing an instance id through them also refuses instances that leave this cell. */
@Component
public class AdmittedCallers {

    private final InstanceMoves moves;

    AdmittedCallers(InstanceMoves moves) {
        this.moves = moves;
    }

    /** Returns the caller of a request to a path that needs a signature. */
    public Caller of(HttpServletRequest request) {
        var reads = Operation.of(request).reads();
        return Caller.require(request).admitting(instance -> moves.requireAdmitted(instance, reads));
    }
}
