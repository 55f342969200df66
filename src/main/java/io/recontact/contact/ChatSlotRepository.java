package io.recontact.contact;

import io.recontact.api.ContactId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The table {@code chat_slot}, except for what starts and ends of chats change: see {@link ActiveChatQuota}. */
interface ChatSlotRepository extends Repository<Contact, ContactId> {

    /** The condition that a slot has room. Each slot has its share of the quota {@code :active_chats}. */
    String HAS_ROOM = "is_open and taken < :active_chats / 32 + case when slot < :active_chats % 32 then 1 else 0 end";

    /** Inserts the slots of an instance. */
    @Modifying
    @NativeQuery("insert into chat_slot (instance_id, slot) select :instance, slot from generate_series(0, 31) slot")
    void insert(UUID instance);

    @NativeQuery(
            "select slot from chat_slot where instance_id = :instance and " + HAS_ROOM + " order by random() limit 1")
    Optional<Integer> findRoom(UUID instance, @Param("active_chats") int activeChats);

    /** Returns the number of active chats of all instances. */
    @NativeQuery("select cast(coalesce(sum(taken), 0) as bigint) from chat_slot")
    long countActive();

    /**
     * Locks a slot of an instance against removal until the end of the transaction. Starts and ends of chats do not
     * wait for the lock. Returns an empty result if the instance has no open slots.
     */
    @NativeQuery("select slot from chat_slot where instance_id = :instance and slot = 0 and is_open for key share")
    Optional<Integer> lockAgainstRemoval(UUID instance);

    /** Locks the slots of an instance: waits for starts that are under way, and no other begins. */
    @NativeQuery("select slot from chat_slot where instance_id = :instance order by slot for update")
    List<Integer> lockAll(UUID instance);

    /** Opens or closes the slots of an instance, which {@link #lockAll} has locked. */
    @Modifying
    @NativeQuery("update chat_slot set is_open = :open where instance_id = :instance")
    void setOpen(UUID instance, boolean open);

    /** Deletes the slots of an instance. */
    @Modifying
    @NativeQuery("delete from chat_slot where instance_id = :instance")
    void delete(UUID instance);
}
