package io.recontact.flow.language;

/** The outcome of an action, which decides the transition. */
public sealed interface Outcome {

    /** The error that stands for all errors without a branch of their own. */
    String NO_MATCHING_ERROR = "NoMatchingError";

    /** The error that means no condition holds. */
    String NO_MATCHING_CONDITION = "NoMatchingCondition";

    /** The action succeeded and has no result to compare. */
    record Done() implements Outcome {}

    /** The action succeeded with a result that conditions compare. */
    record Result(String value) implements Outcome {}

    /** The action failed. */
    record Failed(String error) implements Outcome {}

    /** Returns a failure for which the language has no specific name. */
    static Outcome failed() {
        return new Failed(NO_MATCHING_ERROR);
    }
}
