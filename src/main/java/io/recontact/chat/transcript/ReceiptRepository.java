package io.recontact.chat.transcript;

import static io.recontact.api.Timestamps.nullableInstant;

import io.recontact.api.Iso8601Time;
import io.recontact.chat.transcript.Item.Receipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the receipts of messages. Runs with each page of GetTranscript, so without JPA. */
@Repository
class ReceiptRepository {

    private final JdbcClient jdbc;

    ReceiptRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The receipts of those items that have any, by the id of the item. */
    Map<ItemId, List<Receipt>> findByItems(List<StoredItem> items) {
        var messages =
                items.stream().filter(item -> item.type() != ItemType.EVENT).toList();
        if (messages.isEmpty()) {
            return Map.of();
        }
        var receipts = new HashMap<ItemId, List<Receipt>>();
        jdbc.sql("""
                        select receipt.message_id, receipt.recipient_id, receipt.delivered_at, receipt.read_at
                        from unnest((select :sessions), (select :messages)) as page (session_id, message_id)
                        join receipt using (session_id, message_id)
                        """)
                .param(
                        "sessions",
                        messages.stream().map(item -> item.session().value()).toArray(UUID[]::new))
                .param(
                        "messages",
                        messages.stream().map(item -> item.id().value()).toArray(UUID[]::new))
                .query(row -> {
                    var message = new ItemId(row.getObject("message_id", UUID.class));
                    receipts.computeIfAbsent(message, _ -> new ArrayList<>()).add(receipt(row));
                });
        return receipts;
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(time(row, "delivered_at"), time(row, "read_at"), row.getString("recipient_id"));
    }

    private static @Nullable String time(ResultSet row, String column) throws SQLException {
        var time = nullableInstant(row, column);
        return time == null ? null : Iso8601Time.of(time);
    }
}
