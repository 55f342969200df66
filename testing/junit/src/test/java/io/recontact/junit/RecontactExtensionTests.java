package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;

@RecontactTest
class RecontactExtensionTests {

    private final ContactCenter center;

    RecontactExtensionTests(ContactCenter center) {
        this.center = center;
    }

    @Test
    void injectsTheClientsOfTheService(
            Recontact recontact, ConnectClient connect, ConnectParticipantClient participants) {
        assertThat(connect).isSameAs(recontact.connect());
        assertThat(participants).isSameAs(recontact.participants());
        assertThat(connect.describeInstance(request -> request.instanceId(center.instanceId()))
                        .instance()
                        .instanceStatusAsString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void startsTheServiceOnce(Recontact recontact) {
        assertThat(Recontact.shared()).isSameAs(recontact);
    }

    @Test
    void givesATestTheInstanceOfItsClass(ContactCenter own) {
        assertThat(own).isSameAs(center);
    }

    @Nested
    class Within {

        @Test
        void sharesTheInstanceOfTheEnclosingClass(ContactCenter own) {
            assertThat(own).isSameAs(center);
        }
    }
}
