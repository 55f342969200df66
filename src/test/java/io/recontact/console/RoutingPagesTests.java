package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.Channel;

/** The pages of routing profiles and agent statuses. */
@ServiceTest
class RoutingPagesTests extends ConfigurationFixture {

    RoutingPagesTests(Service.Calls calls) {
        super(calls);
    }

    @Test
    void createsAndChangesARoutingProfile() {
        var queue = basicQueue();
        var fields = List.of("Name", "Shop", "Description", "Chats of the shop", "DefaultOutboundQueueId", queue);
        assertRefused(
                browser.fill(
                        ROUTING + "/new",
                        with(
                                fields,
                                "QueueConfigs.QueueId",
                                queue,
                                "QueueConfigs.Channel",
                                "CHAT",
                                "QueueConfigs.Priority",
                                "1",
                                "QueueConfigs.Delay",
                                "0",
                                "QueueConfigs.QueueId",
                                queue,
                                "QueueConfigs.Channel",
                                "CHAT",
                                "QueueConfigs.Priority",
                                "2",
                                "QueueConfigs.Delay",
                                "0")),
                "QueueConfigs",
                "twice");
        var page = created(
                ROUTING,
                with(
                        fields,
                        "MediaConcurrencies.CHAT",
                        "3",
                        "QueueConfigs.QueueId",
                        queue,
                        "QueueConfigs.Channel",
                        "CHAT",
                        "QueueConfigs.Priority",
                        "4",
                        "QueueConfigs.Delay",
                        "20"));

        var served = people.connect()
                .listRoutingProfileQueues(
                        request -> request.instanceId(people.instance()).routingProfileId(id(page)))
                .routingProfileQueueConfigSummaryList();
        assertThat(served).singleElement().satisfies(one -> {
            assertThat(one.queueId()).isEqualTo(queue);
            assertThat(one.priority()).isEqualTo(4);
            assertThat(one.delay()).isEqualTo(20);
            assertThat(one.channel()).isEqualTo(Channel.CHAT);
        });
        assertThat(browser.get(page).body()).contains("BasicQueue", ">20<");

        browser.fill(page + "/edit", with(fields, "MediaConcurrencies.CHAT", "5", "MediaConcurrencies.TASK", "2"));
        var changed = people.connect()
                .describeRoutingProfile(
                        request -> request.instanceId(people.instance()).routingProfileId(id(page)))
                .routingProfile();
        assertThat(changed.numberOfAssociatedQueues()).isZero();
        assertThat(changed.mediaConcurrencies()).extracting("concurrency").containsExactlyInAnyOrder(5, 2);
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(ROUTING);
        assertThat(browser.fill(ROUTING + "/" + basicRouting() + "/delete").statusCode())
                .isEqualTo(422);
    }

    @Test
    void createsAndChangesAnAgentStatusAndNeverDeletesIt() {
        var page = created(STATUSES, "Name", "Lunch", "State", "ENABLED", "DisplayOrder", "5");
        browser.fill(page + "/edit", "Name", "Lunch break", "State", "DISABLED", "DisplayOrder", "");

        var status = people.connect()
                .describeAgentStatus(
                        request -> request.instanceId(people.instance()).agentStatusId(id(page)))
                .agentStatus();
        assertThat(status.name()).isEqualTo("Lunch break");
        assertThat(status.stateAsString()).isEqualTo("DISABLED");
        assertThat(status.displayOrder()).isNull();
        assertThat(browser.get(page).body()).doesNotContain("/delete");
        assertThat(browser.get(page + "/delete").statusCode()).isEqualTo(404);
        assertThat(browser.fillFor(page, page + "/delete").statusCode()).isEqualTo(404);
        assertThat(browser.get(page).statusCode()).isEqualTo(200);
    }
}
