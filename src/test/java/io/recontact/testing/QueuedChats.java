package io.recontact.testing;

import io.recontact.api.ContactId;
import io.recontact.contact.ContactLifecycle;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.TransactionTemplate;

/** Chats whose customers have connected and that wait in a queue, as a flow would have put them there. */
@Lazy
public class QueuedChats {

    private final ContactLifecycle lifecycle;
    private final TransactionTemplate transaction;
    private final Service.Calls calls;

    QueuedChats(ContactLifecycle lifecycle, TransactionTemplate transaction, Service.Calls calls) {
        this.lifecycle = lifecycle;
        this.transaction = transaction;
        this.calls = calls;
    }

    /** A chat in a queue. */
    public record Chat(String contact, Participant customer) {}

    /** Starts a chat that waits in a queue. */
    public Chat in(Service.Tenant tenant, String queue) {
        var started = tenant.start(_ -> {});
        var customer = calls.joined(started.participantToken());
        enqueue(started.contactId(), queue);
        return new Chat(started.contactId(), customer);
    }

    /** Lets a contact wait in a queue that holds so many, if there is room. */
    public boolean tryEnqueue(String contact, String queue, int capacity) {
        return Boolean.TRUE.equals(transaction.execute(_ -> lifecycle.enqueue(
                lifecycle.lock(new ContactId(UUID.fromString(contact))).orElseThrow(),
                UUID.fromString(queue),
                capacity)));
    }

    /** Lets a contact wait in a queue. */
    public void enqueue(String contact, String queue) {
        transaction.executeWithoutResult(_ -> {
            var segment =
                    lifecycle.lock(new ContactId(UUID.fromString(contact))).orElseThrow();
            if (!lifecycle.enqueue(segment, UUID.fromString(queue), null)) {
                throw new IllegalStateException("The queue is full");
            }
        });
    }
}
