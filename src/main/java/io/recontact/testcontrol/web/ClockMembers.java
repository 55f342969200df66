package io.recontact.testcontrol.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.recontact.api.Iso8601Time;
import io.recontact.testcontrol.ClockControl;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of the operations on the clock. */
interface ClockMembers {

    record AdvanceRequest(
            @NotNull String by, @JsonAnySetter @Nullable Map<String, Object> unknown) {

        public AdvanceRequest {
            Members.requireKnown(unknown);
        }
    }

    record SetRequest(
            @NotNull String now, @JsonAnySetter @Nullable Map<String, Object> unknown) {

        public SetRequest {
            Members.requireKnown(unknown);
        }
    }

    record State(String now, String offset, @Nullable Boolean jobsFinished) {

        static State of(ClockControl clock, @Nullable Boolean jobsFinished) {
            return new State(Iso8601Time.of(clock.now()), clock.offset().toString(), jobsFinished);
        }
    }
}
