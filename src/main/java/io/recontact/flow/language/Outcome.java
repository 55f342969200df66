package io.recontact.flow.language;

/** How an action has ended. */
public sealed interface Outcome {

    /** The error that stands for every other one. */
    String NO_MATCHING_ERROR = "NoMatchingError";

    /** That no condition holds. */
    String NO_MATCHING_CONDITION = "NoMatchingCondition";

    /** It is done, and has nothing to compare. */
    record Done() implements Outcome {}

    /** It is done, with something that conditions look at. */
    record Result(String value) implements Outcome {}

    /** It has failed. */
    record Failed(String error) implements Outcome {}

    /** A failure for which the language has no name of its own. */
    static Outcome failed() {
        return new Failed(NO_MATCHING_ERROR);
    }
}
