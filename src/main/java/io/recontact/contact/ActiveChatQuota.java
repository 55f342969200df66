package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceCreated;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Counts the active chats of each instance in 32 rows, the slots. A start picks a slot at random, so starts rarely wait
 * for each other, and the quota is exact (docs/decisions/0003).
 */
@Component
class ActiveChatQuota {

    /** The number of slots of an instance, as in the schema. */
    private static final int SLOTS = 32;

    private final ChatSlotRepository slots;

    ActiveChatQuota(ChatSlotRepository slots) {
        this.slots = slots;
    }

    @EventListener
    void makeSlots(InstanceCreated created) {
        slots.insert(created.instance().value());
    }

    /** Returns a random slot, which may be full. It has room as long as the instance is far from its quota. */
    int any() {
        return ThreadLocalRandom.current().nextInt(SLOTS);
    }

    /** Finds a slot with room; empty if the instance has its quota of active chats. */
    Optional<Integer> findRoom(InstanceId instance, int activeChats) {
        return slots.findRoom(instance.value(), activeChats);
    }

    /** Returns the number of active chats of all instances. */
    long active() {
        return slots.countActive();
    }
}
