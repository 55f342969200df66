package io.recontact.console;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The records of the console about an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class ConsoleInstanceData implements InstanceData {

    private static final String OF_CONTACT =
            "contact_id in (select contact_id from contact_milestone where instance_id = :instance)";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("transcript_access", "instance_id = :instance"),
                copied("conversation_read", OF_CONTACT),
                kept("console_session", "people sign in again"),
                kept("console_session_attributes", "people sign in again"),
                kept("first_administrator", "whether the cell has created one"));
    }
}
