package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/**
 * An operation of the AWS model and the route that leads to it.
 *
 * @param segments the parts of the URI template; a part in braces is a label
 * @param traits what else the route table says of it
 * @param errors the shapes of errors that the model declares
 */
public record Operation(String name, String method, List<String> segments, Set<Trait> traits, Set<String> errors) {

    private static final String ATTRIBUTE = Operation.class.getName();

    /** What a request that fits no route is counted as. */
    public static final Operation UNKNOWN = new Operation("Unknown", "", List.of(), Set.of(), Set.of());

    /** What sets an operation apart. */
    enum Trait {
        /** Its body may be large and need not be text: it is left to the operation to read, piece by piece. */
        STREAMED,
        /** The model does not have it: answers of operations that it has lead there. */
        OWN
    }

    /** Copies the collections. */
    public Operation {
        segments = List.copyOf(segments);
        traits = Set.copyOf(traits);
        errors = Set.copyOf(errors);
    }

    /** Whether its body is left to it to read; such an operation cannot be signed over its body. */
    boolean streamsItsBody() {
        return traits.contains(Trait.STREAMED);
    }

    /** Whether the model has it, and not just answers that lead to it. */
    public boolean isOfModel() {
        return !traits.contains(Trait.OWN);
    }

    /** Whether it only reads. Holds for the whole model: what reads is named so. */
    public boolean reads() {
        return name.startsWith("Describe")
                || name.startsWith("Get")
                || name.startsWith("List")
                || name.startsWith("Search");
    }

    /** Whether it belongs to the participant service, which authenticates by its own tokens. */
    public boolean ofParticipantService() {
        return !segments.isEmpty() && segments.getFirst().equals("participant");
    }

    /** The operation that a request was routed to; {@link #UNKNOWN} when none fits. */
    public static Operation of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Operation operation ? operation : UNKNOWN;
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static boolean isLabel(String segment) {
        return segment.startsWith("{");
    }
}
