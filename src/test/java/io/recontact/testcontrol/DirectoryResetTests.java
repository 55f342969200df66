package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testcontrol.ControlledService.ContactCenters;
import io.recontact.testing.Service;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.QueueSummary;
import software.amazon.awssdk.services.connect.model.UserSummary;

/** A reset with the configuration, of an instance that the seed declares and of another one. */
@TestControlTest
@TestPropertySource(properties = "recontact.seed=docs/examples/seed")
class DirectoryResetTests {

    private static final String SHOP = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01";
    private static final String SHOP_FLOW = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a02";

    private final TestControls controls;
    private final Service.Calls calls;
    private final ContactCenters centers;
    private final ConnectClient connect;

    DirectoryResetTests(TestControls controls, Service.Calls calls, ContactCenters centers) {
        this.controls = controls;
        this.calls = calls;
        this.centers = centers;
        this.connect = calls.connect();
    }

    private void reset(String instance) {
        controls.call("POST", "/instances/%s/reset?directory=true".formatted(instance), "");
    }

    private List<String> queues(String instance) {
        return connect
                .listQueuesPaginator(request -> request.instanceId(instance).queueTypesWithStrings("STANDARD"))
                .queueSummaryList()
                .stream()
                .map(QueueSummary::name)
                .toList();
    }

    private List<String> users(String instance) {
        return connect.listUsersPaginator(request -> request.instanceId(instance)).userSummaryList().stream()
                .map(UserSummary::username)
                .toList();
    }

    @Test
    void bringsBackWhatTheSeedDeclares() {
        var queues = queues(SHOP);
        var users = users(SHOP);
        var shop = new Service.Tenant(connect, SHOP, SHOP_FLOW);
        shop.newQueue("Another one", 1);
        connect.deleteUser(request -> request.instanceId(SHOP)
                .userId(connect.listUsers(list -> list.instanceId(SHOP))
                        .userSummaryList()
                        .getFirst()
                        .id()));
        connect.updateContactFlowName(
                request -> request.instanceId(SHOP).contactFlowId(SHOP_FLOW).name("Renamed"));
        shop.start();

        reset(SHOP);

        assertThat(queues(SHOP)).containsExactlyInAnyOrderElementsOf(queues);
        assertThat(users(SHOP)).containsExactlyInAnyOrderElementsOf(users);
        assertThat(connect.describeContactFlow(
                                request -> request.instanceId(SHOP).contactFlowId(SHOP_FLOW))
                        .contactFlow()
                        .name())
                .isEqualTo("Shop");
        shop.startAndStop();
    }

    @Test
    void makesAnUndeclaredInstanceANewOne() {
        var center = centers.open();
        var tenant = center.tenant();
        var alias = connect.describeInstance(request -> request.instanceId(tenant.instance()))
                .instance()
                .instanceAlias();
        tenant.newQueue("Another one", 1);
        center.hire().available();
        center.waitingChat();
        var bystander = calls.newTenant();
        bystander.newQueue("Kept", 1);

        reset(tenant.instance());

        assertThat(queues(tenant.instance())).containsExactly("BasicQueue");
        assertThat(users(tenant.instance())).isEmpty();
        assertThat(connect.describeInstance(request -> request.instanceId(tenant.instance()))
                        .instance()
                        .instanceAlias())
                .isEqualTo(alias);
        assertThat(tenant.flow())
                .as("the id of the default flow stays")
                .isEqualTo(calls.existing(tenant.instance()).flow());
        tenant.startAndStop();
        assertThat(queues(bystander.instance())).contains("Kept");
    }
}
