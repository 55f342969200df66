package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.choose;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;

/** Flows of a few actions, and what they say to the customer. */
abstract class FlowActionFixture {

    static final String WAIT = choose(
            "wait",
            "Wait",
            "{\"TimeoutSeconds\": 3600, \"Events\": [\"CustomerReturned\"]}",
            "WaitCompleted",
            "end",
            "CustomerReturned",
            "end");

    final Service.Tenant tenant;
    final FlowFixtures running;
    final RawCalls raw;

    FlowActionFixture(Service.Calls calls, JdbcClient jdbc, RawCalls raw) {
        this.tenant = calls.newTenant();
        this.running = new FlowFixtures(calls, tenant, jdbc);
        this.raw = raw;
    }

    void assertFlowSays(String content, String... texts) {
        var chat = running.start(
                content,
                r -> r.attributes(Map.of("name", "Ada", "tier", "gold"))
                        .segmentAttributes(Map.of(
                                "connect:Subtype",
                                SegmentAttributeValue.builder()
                                        .valueString("connect:Chat")
                                        .build())));
        running.awaitEnded(chat.contact());
        assertThat(running.said(chat.contact())).containsExactly(texts);
    }
}
