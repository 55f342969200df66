package io.recontact.contact;

import static io.recontact.api.InstanceTable.copied;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The contacts of an instance, for moves between cells. */
@Component
@Order(InstanceData.CONTACTS)
class ContactInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";
    private static final String OF_CONTACT = "session_id in (select id from contact where instance_id = :instance)";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("contact", OWN).unless("disconnected_at is null"),
                copied("chat_slot", OWN).unless("taken > 0").without("is_open"),
                copied("event_hook", OF_CONTACT),
                copied("chat_integration", OF_CONTACT));
    }
}
