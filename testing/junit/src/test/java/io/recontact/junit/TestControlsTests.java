package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

@RecontactTest
class TestControlsTests {

    @Test
    void aDayPassesAtOnce(ContactCenter center, TestControls controls) {
        var chat = center.startChat("Ada");

        controls.advanceClock(Duration.ofHours(25));

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> chat.customer().send("Is anybody there?"));
    }

    @Test
    void theSdkRetriesInjectedThrottling(ContactCenter center, TestControls controls) {
        controls.injectFault(center, "StartChatContact", "THROTTLING", 1);

        var response = center.recontact()
                .connect()
                .startChatContact(request -> request.instanceId(center.instanceId())
                        .contactFlowId(center.contactFlowId())
                        .participantDetails(details -> details.displayName("Ada")));

        assertThat(response.contactId()).isNotBlank();
    }
}
