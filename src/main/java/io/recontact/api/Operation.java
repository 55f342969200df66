package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/**
 * An operation of the AWS model and its route.
 *
 * @param segments the parts of the URI template; a part in braces is a label
 * @param traits further properties from the route table
 * @param errors the shapes of errors that the model declares
 */
public record Operation(String name, String method, List<String> segments, Set<Trait> traits, Set<String> errors) {

    private static final String ATTRIBUTE = Operation.class.getName();

    /** The operation of requests that match no route. */
    public static final Operation UNKNOWN = new Operation("Unknown", "", List.of(), Set.of(), Set.of());

    /** A property of a few operations. */
    enum Trait {
        /** Its body may be large and need not be text, so the operation reads it in parts. */
        STREAMED,
        /**
         * The model does not have it: answers of other operations contain its URL, or it is of an API of this service.
         */
        OWN,
        /** It needs no signature, because it tells nothing that the source code does not tell. */
        UNSIGNED
    }

    /** Copies the collections. */
    public Operation {
        segments = List.copyOf(segments);
        traits = Set.copyOf(traits);
        errors = Set.copyOf(errors);
    }

    /**
     * Returns true if the operation reads its body itself, so that filters see only what the headers state about it.
     */
    public boolean streamsItsBody() {
        return traits.contains(Trait.STREAMED);
    }

    /** Returns true if anyone may call the operation. */
    public boolean isUnsigned() {
        return traits.contains(Trait.UNSIGNED);
    }

    /** Returns true if the model has the operation. */
    public boolean isOfModel() {
        return !traits.contains(Trait.OWN);
    }

    /** Returns true if it only reads. The name decides, which is correct for every operation of the model. */
    public boolean reads() {
        return name.startsWith("Describe")
                || name.startsWith("Get")
                || name.startsWith("List")
                || name.startsWith("Search");
    }

    /** Returns true if it belongs to the participant service, which authenticates by tokens of its own. */
    public boolean ofParticipantService() {
        return !segments.isEmpty() && segments.getFirst().equals("participant");
    }

    /** Returns true if it belongs to the admin API, which people call as well as programs. */
    public boolean ofAdminApi() {
        return !isOfModel() && !segments.isEmpty() && segments.getFirst().equals("admin");
    }

    /** Returns the operation that a request was routed to, or {@link #UNKNOWN}. */
    public static Operation of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Operation operation ? operation : UNKNOWN;
    }

    /** Makes it the operation that the request was routed to. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static boolean isLabel(String segment) {
        return segment.startsWith("{");
    }
}
