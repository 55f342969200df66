package io.recontact.wire;

import java.util.List;
import org.springframework.http.HttpStatus;

/** The content of a flow is not a valid flow document. The one shape without a message member: it lists problems. */
public final class InvalidContactFlowException extends ServiceException {

    /** The most problems the model lets an answer carry. */
    private static final int MAX_PROBLEMS = 50;

    private final transient List<String> problems;

    /** Refuses with one or more problems; those past the fiftieth are left out. */
    public InvalidContactFlowException(List<String> problems) {
        super(HttpStatus.BAD_REQUEST, "The flow content is not valid");
        this.problems = problems.stream().limit(MAX_PROBLEMS).toList();
    }

    /** What is wrong, one sentence each. */
    public List<String> problems() {
        return problems;
    }
}
