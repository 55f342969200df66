package io.recontact.testing;

import io.recontact.api.ContactId;
import io.recontact.contact.ContactLifecycle;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.TransactionTemplate;

/** Chats whose customers have connected and that wait in a queue, as if a flow had queued them. */
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

    /** Queues a contact if the queue has fewer contacts than its limit. */
    public boolean tryEnqueue(String contact, String queue, int capacity) {
        return Boolean.TRUE.equals(transaction.execute(_ -> lifecycle.enqueue(
                lifecycle.lock(new ContactId(UUID.fromString(contact))).orElseThrow(),
                UUID.fromString(queue),
                capacity)));
    }

    /** Queues a contact. */
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
