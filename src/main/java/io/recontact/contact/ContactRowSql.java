package io.recontact.contact;

/**
 * The parts of statements that begin and end a row of table {@code contact}. Every insert uses {@link #INSERT}, and
 * every end uses {@link #end}, whether a chat starts, a contact is created or a contact continues in the next one.
 */
final class ContactRowSql {

    private static final String COLUMNS = """
            id, instance_id, initial_contact_id, previous_contact_id, related_contact_id, association_id,
                rehydration, channel, initiation_method, contact_flow_id, name, description, customer_id, attributes,
                segment_attributes, contact_references, scheduled_at, initiated_at, connected_to_system_at, connect_by,
                expires_at, last_updated_at, first_sequence""";

    /** Inserts the rows of {@code new_contact}, which the statement defines. It needs a value for each column. */
    static final String INSERT = """
            insert into contact (
                %1$s)
            select %1$s
            from new_contact
            """.formatted(COLUMNS);

    private ContactRowSql() {}

    /**
     * Returns the set clause that ends a contact. No contact ends before it began, even if another node's clock was
     * ahead.
     *
     * @param at an SQL expression of type {@code timestamptz}
     * @param reason an SQL expression of type {@code text}; null if the contact was transferred
     */
    static String end(String at, String reason) {
        return """
                disconnected_at = greatest(%1$s, contact.initiated_at), disconnect_reason = %2$s,
                last_updated_at = greatest(contact.last_updated_at, %1$s)""".formatted(at, reason);
    }
}
