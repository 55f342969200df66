package io.recontact.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The content of a flow is not a valid flow document. In the model, this shape has problems and no message. Clients
 * show a message all the same, so the message holds the first problem and the number of problems.
 */
public sealed class InvalidContactFlowException extends ServiceException permits InvalidContactFlowModuleException {

    /** The maximum number of problems in an answer, from the model. */
    private static final int MAX_PROBLEMS = 50;

    private final transient List<String> problems;

    /** Refuses with one or more problems. An answer holds the first fifty. */
    public InvalidContactFlowException(List<String> problems) {
        super(HttpStatus.BAD_REQUEST, message(problems));
        this.problems = problems.stream().limit(MAX_PROBLEMS).toList();
    }

    private static String message(List<String> problems) {
        return problems.size() == 1
                ? "The flow content has 1 problem: " + problems.getFirst()
                : "The flow content has %d problems, the first: %s".formatted(problems.size(), problems.getFirst());
    }

    /** Returns the name of the member that holds the problems, as the model spells it. */
    String member() {
        return "problems";
    }

    /** Returns the problems, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}
