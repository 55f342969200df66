package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.InstanceId;
import io.recontact.testing.ModuleTest;
import io.recontact.testing.UncheckedFlows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.test.Scenario;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Events with which other modules add rows of their own to a new instance or user. */
@ModuleTest
@Import({DirectoryEventsTests.OtherModule.class, UncheckedFlows.class})
class DirectoryEventsTests {

    private final InstanceService instances;
    private final ContactFlowService flows;
    private final UserService users;
    private final RoutingProfileService routingProfiles;
    private final OtherModule otherModule;

    DirectoryEventsTests(
            InstanceService instances,
            ContactFlowService flows,
            UserService users,
            RoutingProfileService routingProfiles,
            OtherModule otherModule) {
        this.instances = instances;
        this.flows = flows;
        this.users = users;
        this.routingProfiles = routingProfiles;
        this.otherModule = otherModule;
    }

    /** Another module, which adds rows of its own. */
    static class OtherModule {

        private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

        @EventListener
        void handle(InstanceCreated created) {
            note(created);
        }

        @EventListener
        void handle(UserCreated created) {
            note(created);
        }

        private void note(Object event) {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                heard.add(event);
            }
        }
    }

    private InstanceId newInstance() {
        return instances.create(
                new NewInstance(
                        "i" + UUID.randomUUID().toString().replace("-", ""),
                        IdentityManagement.CONNECT_MANAGED,
                        null,
                        true,
                        true,
                        Map.of()),
                null);
    }

    private User newUser(InstanceId instance) {
        var profile = routingProfiles.page(instance, null, 1).getFirst();
        return users.create(
                instance,
                new NewUser(
                        "ada",
                        new User.Identity("Ada", "Lovelace", null, null, null),
                        new User.Phone(User.PhoneType.SOFT_PHONE, false, 0, null, null),
                        ChannelSettings.NONE,
                        null,
                        List.of(),
                        new RoutingProfileId(profile.id().value()),
                        null,
                        Map.of(),
                        null));
    }

    @Test
    void arePublishedForANewInstanceWithItsFlows(Scenario scenario) {
        scenario.stimulate(() -> newInstance())
                .andWaitForEventOfType(InstanceCreated.class)
                .toArriveAndVerify((event, instance) -> {
                    assertThat(event.instance()).isEqualTo(instance);
                    assertThat(flows.findFirst(instance)).isPresent();
                });
    }

    @Test
    void areHandledInTheTransactionOfTheCreation() {
        var instance = newInstance();
        var user = newUser(instance);

        assertThat(otherModule.heard).contains(new InstanceCreated(instance), new UserCreated(instance, user.id()));
    }
}
