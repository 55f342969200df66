package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceCreated;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the active chats of each instance in 32 rows, the slots. A start picks a slot at random, so starts rarely wait
 * for each other, and the quota is exact (docs/decisions/0003).
 */
@Repository
class ActiveChatQuota {

    /** The number of slots of an instance, as in the schema. */
    private static final int SLOTS = 32;

    /** The condition that a slot has room. Each slot has its share of the quota {@code :active_chats}. */
    static final String HAS_ROOM = "taken < :active_chats / 32 + case when slot < :active_chats % 32 then 1 else 0 end";

    private final JdbcClient jdbc;

    ActiveChatQuota(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void makeSlots(InstanceCreated created) {
        jdbc.sql("""
                        insert into chat_slot (instance_id, slot)
                        select :instance, slot from generate_series(0, 31) slot
                        """).param("instance", created.instance().value()).update();
    }

    /** Returns a random slot, which may be full. It has room as long as the instance is far from its quota. */
    int any() {
        return ThreadLocalRandom.current().nextInt(SLOTS);
    }

    /** Finds a slot with room; empty if the instance has its quota of active chats. */
    Optional<Integer> findRoom(InstanceId instance, int activeChats) {
        return jdbc.sql("select slot from chat_slot where instance_id = :instance and %s order by random() limit 1"
                        .formatted(HAS_ROOM))
                .param("instance", instance.value())
                .param("active_chats", activeChats)
                .query(Integer.class)
                .optional();
    }

    /** Returns the number of active chats of all instances. */
    long active() {
        return jdbc.sql("select coalesce(sum(taken), 0) from chat_slot")
                .query(Long.class)
                .single();
    }
}
