package io.recontact.api;

import java.util.List;

/**
 * The tables that a module owns, and which of their rows belong to an instance, for moves between cells. Imports store
 * tables in the order of {@link org.springframework.core.annotation.Order} and then of the list, removals delete from
 * them in the opposite order. So a table comes after those that its rows refer to, and that its condition reads.
 * {@code InstanceDataTests} finds tables that no module names.
 */
public interface InstanceData {

    /** The order of the configuration, which all else refers to. */
    int CONFIGURATION = 0;

    /** The order of contacts, by which other modules find their rows. */
    int CONTACTS = 1;

    /** The order of chat sessions, by which other modules find their rows. */
    int CHAT_SESSIONS = 2;

    /** The order of all others. */
    int REST = 3;

    /** Returns all tables of the module. */
    List<InstanceTable> tables();
}
