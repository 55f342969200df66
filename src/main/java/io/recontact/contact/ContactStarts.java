package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceMoves;
import io.recontact.api.ResourceNotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens and closes instances to new contacts of any channel. The rows of {@code chat_slot} decide, which every start
 * locks: once {@link #close} is committed, no contact starts on any node, and all that have started are visible.
 */
@Service
public class ContactStarts {

    private final ChatSlotRepository slots;
    private final InstanceMoves moves;

    ContactStarts(ChatSlotRepository slots, InstanceMoves moves) {
        this.slots = slots;
        this.moves = moves;
    }

    /**
     * Keeps an instance from being removed or closed until the end of the transaction. Starts and ends of chats do not
     * wait for the lock.
     *
     * @throws ResourceNotFoundException if the instance does not exist, or has moved to another cell
     * @throws io.recontact.api.TooManyRequestsException if it is being moved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireOpen(InstanceId instance) {
        if (slots.lockAgainstRemoval(instance.value()).isEmpty()) {
            moves.requireOpen(instance);
            throw new ResourceNotFoundException("Instance %s does not exist".formatted(instance));
        }
    }

    /** Closes an instance: waits for starts that are under way, and prevents any other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(InstanceId instance) {
        slots.lockAll(instance.value());
        slots.setOpen(instance.value(), false);
    }

    /** Opens an instance again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(InstanceId instance) {
        slots.lockAll(instance.value());
        slots.setOpen(instance.value(), true);
    }
}
