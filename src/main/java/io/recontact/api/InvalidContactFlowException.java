package io.recontact.api;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * The content of a flow is not a valid flow document. The shape lists problems and has no message in the model; clients
 * show one all the same, so the message tells the first problem and how many there are.
 */
public final class InvalidContactFlowException extends ServiceException {

    /** The most problems the model lets an answer carry. */
    private static final int MAX_PROBLEMS = 50;

    private final transient List<String> problems;

    /** Refuses with one or more problems; those past the fiftieth are left out. */
    public InvalidContactFlowException(List<String> problems) {
        super(HttpStatus.BAD_REQUEST, message(problems));
        this.problems = problems.stream().limit(MAX_PROBLEMS).toList();
    }

    private static String message(List<String> problems) {
        return problems.size() == 1
                ? "The flow content has 1 problem: " + problems.getFirst()
                : "The flow content has %d problems, the first: %s".formatted(problems.size(), problems.getFirst());
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}
