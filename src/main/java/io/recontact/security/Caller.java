package io.recontact.security;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The signer of a request. Controllers take it as a parameter and parse instance ids through it, so that no key
 * accesses an instance that it may not use.
 *
 * @param accessKeyId the access key, or {@code user/} and the id of a user who has signed in
 * @param arns writes the ARNs that this caller sees
 * @param instances the only instances that the key may access; empty for all
 * @param mayWrite whether the key may call operations that change something
 * @param admission refuses instances that the cell does not serve
 */
public record Caller(
        String accessKeyId, Arns arns, Set<InstanceId> instances, boolean mayWrite, Consumer<InstanceId> admission) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Copies the instances. */
    public Caller {
        instances = Set.copyOf(instances);
    }

    /** A caller before its request has reached a controller. */
    public Caller(String accessKeyId, Arns arns, Set<InstanceId> instances, boolean mayWrite) {
        this(accessKeyId, arns, instances, mayWrite, _ -> {});
    }

    Caller admitting(Consumer<InstanceId> admission) {
        return new Caller(accessKeyId, arns, instances, mayWrite, admission);
    }

    /** Returns the caller of a request; empty if the request needs no signature, as in the participant API. */
    static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** Returns the caller of a request to a path that needs a signature. */
    static Caller require(HttpServletRequest request) {
        return of(request)
                .orElseThrow(() -> new IllegalStateException(
                        "A controller requires the caller on a path that needs no signature"));
    }

    /**
     * Parses the id or ARN of an instance.
     *
     * @throws InvalidParameterException if the text is neither
     * @throws AccessDeniedException if the key is limited to other instances
     * @throws io.recontact.api.ResourceNotFoundException if the instance has moved to another cell
     * @throws io.recontact.api.TooManyRequestsException if the instance is being moved, and the operation writes
     */
    public InstanceId instance(String text) {
        var id = new InstanceId(ResourceName.instance("InstanceId", text));
        if (!mayAccess(id)) {
            throw new AccessDeniedException(
                    "The access key %s is not allowed to use instance %s".formatted(accessKeyId, id));
        }
        admission.accept(id);
        return id;
    }

    /** Returns true if the key may access the instance. Lists across instances use this. */
    public boolean mayAccess(InstanceId id) {
        return mayAccessAll() || instances.contains(id);
    }

    /** Returns true if the key may access every instance. */
    public boolean mayAccessAll() {
        return instances.isEmpty();
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
