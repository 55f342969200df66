package io.recontact.history;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.drained;
import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The words and files of the chats of an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class HistoryInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";
    private static final String OF_CONTACT =
            "contact_id in (select contact_id from contact_milestone where instance_id = :instance)";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("contact_text", OWN),
                copied("contact_text_due", OF_CONTACT),
                drained("transcript_file_due", OWN, "a job of the cell is about to store these files"),
                copied("transcript_file", OF_CONTACT),
                copied("imported_contact", OWN),
                copied("import_run", OWN),
                kept("transcript_archive", "the settings of the cell decide about it"),
                kept("transcript_file_deletion", "files that the cell deletes, of contacts that are gone"));
    }
}
