package io.recontact.console;

import static io.recontact.console.Browser.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.QueueStatus;

/** The pages of queues and of their quick connects. */
@ServiceTest
class QueuePagesTests extends ConfigurationFixture {

    QueuePagesTests(Service.Calls calls) {
        super(calls);
    }

    @Test
    void createsChangesAndDeletesAQueue() {
        var queue = people.connect();
        var page = created(
                QUEUES,
                "Name",
                "Refunds",
                "Description",
                "Money back",
                "HoursOfOperationId",
                basicHours(),
                "MaxContacts",
                "7");

        var described = queue.describeQueue(
                        request -> request.instanceId(people.instance()).queueId(id(page)))
                .queue();
        assertThat(described.name()).isEqualTo("Refunds");
        assertThat(described.maxContacts()).isEqualTo(7);
        assertThat(browser.get(page).body())
                .contains("Money back", "Basic Hours")
                .containsPattern(">\\s*7\\s*<");
        assertThat(browser.get(QUEUES + "?q=REFUND").body()).contains("Refunds").doesNotContain("BasicQueue");

        assertThat(target(browser.fill(
                        page + "/edit",
                        "Name",
                        "Refunds",
                        "Description",
                        "",
                        "HoursOfOperationId",
                        basicHours(),
                        "MaxContacts",
                        "",
                        "Status",
                        "DISABLED")))
                .isEqualTo(page + "?saved");
        var changed = queue.describeQueue(
                        request -> request.instanceId(people.instance()).queueId(id(page)))
                .queue();
        assertThat(changed.maxContacts()).isNull();
        assertThat(changed.status()).isEqualTo(QueueStatus.DISABLED);

        assertThat(browser.get(page + "/delete").body()).contains("Delete Refunds?");
        assertThat(target(browser.fill(page + "/delete"))).isEqualTo(QUEUES);
        assertThat(browser.get(page).statusCode()).isEqualTo(404);
        assertThat(browser.get(QUEUES).body()).doesNotContain("Refunds");
    }

    @Test
    void givesAQueueQuickConnectsAndTakesThem() {
        var flow = people.connect()
                .createContactFlow(request -> request.instanceId(people.instance())
                        .name("To a queue")
                        .type(ContactFlowType.QUEUE_TRANSFER)
                        .content(FlowPagesTests.CONTENT))
                .contactFlowId();
        assertRefused(
                browser.fill(
                        QUICK_CONNECTS + "/new", "Name", "Refunds", "QuickConnectType", "USER", "ContactFlowId", flow),
                "UserId",
                "UserId is required");
        var quick = id(created(
                QUICK_CONNECTS,
                "Name",
                "Refunds",
                "QuickConnectType",
                "QUEUE",
                "QueueId",
                basicQueue(),
                "ContactFlowId",
                flow));
        var queue = created(QUEUES, "Name", "Shop", "HoursOfOperationId", basicHours(), "QuickConnectIds", quick);
        assertThat(browser.get(queue).body()).contains("<li>Refunds</li>");
        browser.fill(queue + "/edit", "Name", "Shop", "HoursOfOperationId", basicHours(), "Status", "ENABLED");
        assertThat(people.connect()
                        .listQueueQuickConnects(
                                request -> request.instanceId(people.instance()).queueId(id(queue)))
                        .quickConnectSummaryList())
                .isEmpty();
        assertThat(target(browser.fill(QUICK_CONNECTS + "/" + quick + "/delete")))
                .isEqualTo(QUICK_CONNECTS);
    }
}
