package io.recontact.chat.participant;

import static io.recontact.chat.participant.IdleTimerFixture.timer;
import static io.recontact.chat.participant.IdleTimerTests.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ParticipantTimerConfiguration;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

/** Timers that UpdateParticipantRoleConfig refuses. */
@ServiceTest
class RefusedTimerTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;

    RefusedTimerTests(Service.Calls calls, RawCalls raw) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
    }

    private void set(String contact, ParticipantTimerConfiguration... timers) {
        tenant.connect()
                .updateParticipantRoleConfig(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .channelConfiguration(c -> c.chat(chat -> chat.participantTimerConfigList(timers))));
    }

    @Test
    void refusesADuplicateCombination() {
        var contact = tenant.start();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> set(contact, timer("AGENT", "IDLE", 2), timer("AGENT", "IDLE", 3)))
                .withMessageContaining("more than once");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> set(contact, timer("AGENT", "IDLE", 2), unset("AGENT", "IDLE")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 481, 0, -2})
    void refusesMinutesOutOfBounds(int minutes) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> set(tenant.start(), timer("AGENT", "IDLE", minutes)))
                .withMessageContaining("ParticipantTimerDurationInMinutes");
    }

    @Test
    void refusesFewerThanOneAndMoreThanSixTimers() {
        var contact = tenant.start();
        var many = new ParticipantTimerConfiguration[7];
        for (int i = 0; i < many.length; i++) {
            many[i] = timer("AGENT", "IDLE", 2 + i);
        }

        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> set(contact));
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> set(contact, many));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | InvalidRequestException",
                "{\"ChannelConfiguration\": {}} | InvalidRequestException",
                "{\"ChannelConfiguration\": {\"Chat\": {}}} | InvalidRequestException",
                "{\"ChannelConfiguration\": {\"Chat\": {\"ParticipantTimerConfigList\": [{\"ParticipantRole\": \"AGENT\", \"TimerType\": \"IDLE\"}]}}} | InvalidRequestException",
                "{\"ChannelConfiguration\": {\"Chat\": {\"ParticipantTimerConfigList\": [{\"ParticipantRole\": \"AGENT\", \"TimerType\": \"IDLE\", \"TimerValue\": {}}]}}} | InvalidRequestException",
                "{\"ChannelConfiguration\": {\"Chat\": {\"ParticipantTimerConfigList\": [{\"ParticipantRole\": \"AGENT\", \"TimerType\": \"IDLE\", \"TimerValue\": {\"ParticipantTimerAction\": \"Unset\", \"ParticipantTimerDurationInMinutes\": 2}}]}}} | InvalidRequestException",
                "{\"ChannelConfiguration\": {\"Chat\": {\"ParticipantTimerConfigList\": [{\"ParticipantRole\": \"AGENT\", \"TimerType\": \"IDLE\", \"TimerValue\": {\"ParticipantTimerAction\": \"Set\"}}]}}} | InvalidParameterException",
                "{\"ChannelConfiguration\": {\"Chat\": {\"ParticipantTimerConfigList\": [{\"ParticipantRole\": \"CUSTOM_BOT\", \"TimerType\": \"IDLE\", \"TimerValue\": {\"ParticipantTimerAction\": \"Unset\"}}]}}} | InvalidParameterException",
            })
    void refusesInvalidTimers(String body, String error) {
        var answer =
                raw.put("/contact/participant-role-config/%s/%s".formatted(tenant.instance(), tenant.start()), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
    }

    @Test
    void refusesAnEndedOrUnknownChat() {
        var ended = tenant.startAndStop();
        var foreign = calls.newTenant().start();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> set(ended, timer("AGENT", "IDLE", 2)))
                .withMessageContaining("has ended");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> set(foreign, timer("AGENT", "IDLE", 2)));
    }
}
