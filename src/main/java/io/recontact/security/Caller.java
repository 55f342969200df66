package io.recontact.security;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceName;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Whoever has signed a request. Controllers take it as a parameter and have it turn the text of a request into the
 * instance to act on, so that no key reaches past its instances.
 *
 * @param arns writes the ARNs that this caller sees
 * @param instances the only instances that the key may touch; all, when there are none
 * @param mayWrite whether the key may call operations that change something
 */
public record Caller(String accessKeyId, Arns arns, Set<InstanceId> instances, boolean mayWrite) {

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Copies the instances. */
    public Caller {
        instances = Set.copyOf(instances);
    }

    /** The caller of a request; absent where none had to sign, as in the participant API. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** The caller of a request to a path that needs a signature. */
    static Caller require(HttpServletRequest request) {
        return of(request)
                .orElseThrow(() -> new IllegalStateException(
                        "A controller asks for the caller on a path that needs no signature"));
    }

    /**
     * The instance that {@code text} names, by id or ARN.
     *
     * @throws InvalidParameterException if it names none
     * @throws AccessDeniedException if the key is limited to other instances
     */
    public InstanceId instance(String text) {
        var id = new InstanceId(ResourceName.instance("InstanceId", text));
        if (!mayTouch(id)) {
            throw new AccessDeniedException(
                    "The access key %s is not allowed to use instance %s".formatted(accessKeyId, id));
        }
        return id;
    }

    /** Whether the key may use an instance at all, for lists across instances. */
    public boolean mayTouch(InstanceId id) {
        return seesAll() || instances.contains(id);
    }

    /** Whether the key is not limited to some instances. */
    public boolean seesAll() {
        return instances.isEmpty();
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
