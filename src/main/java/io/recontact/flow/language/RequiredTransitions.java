package io.recontact.flow.language;

import io.recontact.flow.language.Problems.Place;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks the branches that the language requires, for types whose flows could not continue without them. */
final class RequiredTransitions {

    private RequiredTransitions() {}

    static void check(String type, JsonNode parameters, Transitions transitions, Place place) {
        switch (type) {
            case "Loop" -> requireResults(transitions, place, List.of("ContinueLooping", "DoneLooping"));
            case "Wait" -> {
                if ("true".equalsIgnoreCase(Parameters.text(parameters.path("ContinueExecution")))) {
                    requireResults(transitions, place, List.of("Continue", "WaitCompleted"));
                }
            }
            case "CheckHoursOfOperation" -> requireResults(transitions, place, List.of("True", "False"));
            case "GetParticipantInput" -> {
                requireErrors(transitions, place, List.of("NoMatchingError"));
                if (!"true".equalsIgnoreCase(Parameters.text(parameters.path("StoreInput")))
                        && !parameters.has("EnableDTMFBuffer")) {
                    requireErrors(transitions, place, List.of("NoMatchingCondition", "InputTimeLimitExceeded"));
                }
            }
            default -> {}
        }
    }

    private static void requireResults(Transitions transitions, Place place, List<String> results) {
        for (var result : results) {
            if (transitions.conditions().stream()
                    .noneMatch(branch -> branch.condition().holds(result, _ -> Optional.empty()))) {
                place.member("Conditions").refuse("must have one that Equals " + result);
            }
        }
    }

    private static void requireErrors(Transitions transitions, Place place, List<String> errors) {
        for (var error : errors) {
            if (!transitions.errors().containsKey(error)) {
                place.member("Errors").refuse("must have " + error);
            }
        }
    }
}
