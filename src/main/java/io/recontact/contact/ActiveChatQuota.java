package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceCreated;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The active chats of each instance, counted in a number of rows that starts pick from at random, so that they seldom
 * wait for each other and the quota is exact all the same (docs/decisions/0003).
 */
@Repository
class ActiveChatQuota {

    /** The slots of an instance, as the schema has them. */
    private static final int SLOTS = 32;

    /** Whether a slot has room under the quota {@code :active_chats}, of which each slot has its share. */
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

    /** Any slot, full or not: right at first try as long as the instance is far from its quota. */
    int any() {
        return ThreadLocalRandom.current().nextInt(SLOTS);
    }

    /** A slot that has room; nothing if at this moment all chats of the quota are active. */
    Optional<Integer> findRoom(InstanceId instance, int activeChats) {
        return jdbc.sql("select slot from chat_slot where instance_id = :instance and %s order by random() limit 1"
                        .formatted(HAS_ROOM))
                .param("instance", instance.value())
                .param("active_chats", activeChats)
                .query(Integer.class)
                .optional();
    }

    /** The active chats of all instances. */
    long active() {
        return jdbc.sql("select coalesce(sum(taken), 0) from chat_slot")
                .query(Long.class)
                .single();
    }
}
