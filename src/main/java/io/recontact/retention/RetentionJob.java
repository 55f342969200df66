package io.recontact.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.contact.ExpiredContacts;
import io.recontact.directory.Instances;
import io.recontact.idempotency.ClientTokens;
import io.recontact.wire.InstanceId;
import io.recontact.wire.LoggableFailure;
import io.recontact.wire.SharedGauges;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what has outlived its time: contacts past their retention, client tokens past their window, and what deleted
 * instances have left. For callers all of it is gone already; this gives the space back. It works in short statements,
 * is safe to run on several nodes at once, and takes up where it was when it was interrupted.
 */
@Component
class RetentionJob {

    private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);

    private final ExpiredContacts contacts;
    private final ClientTokens tokens;
    private final Instances instances;
    private final RetentionJobSettings settings;
    private final Counter deleted;

    RetentionJob(
            ExpiredContacts contacts,
            ClientTokens tokens,
            Instances instances,
            RetentionJobSettings settings,
            MeterRegistry meters,
            SharedGauges gauges) {
        this.contacts = contacts;
        this.tokens = tokens;
        this.instances = instances;
        this.settings = settings;
        this.deleted = Counter.builder("recontact.retention.deleted")
                .description("Contacts removed because their time was over")
                .register(meters);
        gauges.registerSeconds(
                "recontact.retention.lag",
                "How long the oldest contact that should be gone has been so",
                () -> contacts.lag().toSeconds());
    }

    /**
     * The first run comes soon after the start, at a random time, so that nodes started together do not run at once.
     */
    @Scheduled(
            fixedDelayString = "${recontact.retention.every:1h}",
            initialDelayString = "${recontact.retention.first-run-after:${random.int[10,300]}s}")
    void run() {
        long contactsRemoved = removeContacts();
        long tokensForgotten = forgetTokens();
        var deletedInstances = instances.deleted();
        for (var instance : deletedInstances) {
            try {
                removeInstance(instance);
            } catch (RuntimeException e) {
                // The others are removed all the same, and this one is tried again by the next run.
                log.error("What is left of the deleted instance {} cannot be removed", instance, LoggableFailure.of(e));
            }
        }
        log.info(
                "Retention removed {} contacts, {} client tokens and {} deleted instances; the oldest contact due is {} late",
                contactsRemoved,
                tokensForgotten,
                deletedInstances.size(),
                contacts.lag());
    }

    private long removeContacts() {
        long total = 0;
        int removed;
        do {
            removed = inTime(contacts::removeSome, settings.batch());
            deleted.increment(removed);
            total += removed;
        } while (removed > 0);
        return total;
    }

    /**
     * A smaller batch is tried where the database does not get through with one in time, or not to all of its locks.
     */
    private static int inTime(IntUnaryOperator remove, int batch) {
        try {
            return remove.applyAsInt(batch);
        } catch (DataAccessException e) {
            if (batch == 1) {
                throw e;
            }
            return inTime(remove, batch / 2);
        }
    }

    private long forgetTokens() {
        long total = 0;
        int forgotten;
        do {
            forgotten = inTime(tokens::forget, settings.batch());
            total += forgotten;
        } while (forgotten > 0);
        return total;
    }

    private void removeInstance(InstanceId instance) {
        removeContactsOf(instance);
        contacts.closeToStarts(instance);
        removeContactsOf(instance); // of starts that were under way
        instances.remove(instance);
    }

    private void removeContactsOf(InstanceId instance) {
        Optional<UUID> last = contacts.removeSomeOf(instance, null, settings.batch());
        while (last.isPresent()) {
            last = contacts.removeSomeOf(instance, last.get(), settings.batch());
        }
    }
}
