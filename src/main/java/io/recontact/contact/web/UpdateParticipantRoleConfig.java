package io.recontact.contact.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ParticipantRole;
import io.recontact.chat.ParticipantTimer;
import io.recontact.chat.ParticipantTimerType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateParticipantRoleConfig.html">UpdateParticipantRoleConfig</a>.
 */
interface UpdateParticipantRoleConfig {

    record Request(@NotNull @Valid UpdateParticipantRoleConfigChannelInfo channelConfiguration) {

        /**
         * "You can specify any unique combination of role and timer type. Duplicate entries error out … with a 400."
         */
        List<ParticipantTimer> toTimerSettings() {
            var timers = channelConfiguration.chat().participantTimerConfigList();
            var different = timers.stream()
                    .map(timer -> timer.participantRole() + " " + timer.timerType())
                    .distinct()
                    .count();
            if (different < timers.size()) {
                throw new InvalidRequestException(
                        "ParticipantTimerConfigList has a combination of role and timer type more than once");
            }
            return timers.stream()
                    .map(ParticipantTimerConfiguration::toTimerSetting)
                    .toList();
        }
    }

    /** A union with one member. */
    record UpdateParticipantRoleConfigChannelInfo(
            @NotNull @Valid ChatParticipantRoleConfig chat) {}

    record ChatParticipantRoleConfig(
            @NotNull @Size(min = 1, max = 6) List<@NotNull @Valid ParticipantTimerConfiguration> participantTimerConfigList) {}

    record ParticipantTimerConfiguration(
            @NotNull TimerEligibleParticipantRoles participantRole,
            @NotNull ParticipantTimerType timerType,
            @NotNull @Valid ParticipantTimerValue timerValue) {

        ParticipantTimer toTimerSetting() {
            return new ParticipantTimer(
                    ParticipantRole.valueOf(participantRole.name()), timerType, timerValue.minutes());
        }
    }

    /** The roles whose timers can be set. */
    enum TimerEligibleParticipantRoles {
        CUSTOMER,
        AGENT
    }

    /** A union: either the action or the duration. */
    record ParticipantTimerValue(
            @Nullable ParticipantTimerAction participantTimerAction,
            @Min(2) @Max(480) @Nullable Integer participantTimerDurationInMinutes) {

        @Nullable Integer minutes() {
            if ((participantTimerAction == null) == (participantTimerDurationInMinutes == null)) {
                throw new InvalidRequestException(
                        "TimerValue must have one of ParticipantTimerAction and ParticipantTimerDurationInMinutes");
            }
            return participantTimerDurationInMinutes;
        }
    }

    /** The actions on a timer other than setting it. */
    enum ParticipantTimerAction {
        @JsonProperty("Unset")
        UNSET
    }
}
