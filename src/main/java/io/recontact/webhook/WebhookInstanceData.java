package io.recontact.webhook;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.drained;
import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The deliveries of an instance, for moves between cells. The cell in which a contact ended makes all of them. */
@Component
@Order(InstanceData.REST)
class WebhookInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("chat_stream", OWN).unless("done_at is null"),
                drained("contact_event_backlog", OWN, "events that an endpoint has not accepted"),
                drained(
                        "contact_event",
                        "contact_id in (select contact_id from contact_event_backlog where instance_id = :instance)",
                        "events that an endpoint has not accepted"),
                kept("contact_event_endpoint", "the settings of the cell name them"));
    }
}
