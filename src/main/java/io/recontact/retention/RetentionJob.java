package io.recontact.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.Batches;
import io.recontact.api.InstanceId;
import io.recontact.api.LoggableFailure;
import io.recontact.api.SharedGauges;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.configuration.InstanceService;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes expired contacts, expired client tokens, and the data of deleted instances. Callers no longer see any of it;
 * the job frees the space. It uses short statements, may run on several nodes at once, and continues after an
 * interruption.
 */
@Component
class RetentionJob {

    private static final Logger log = LoggerFactory.getLogger(RetentionJob.class);

    private final ExpiredContacts contacts;
    private final ClientTokenService tokens;
    private final InstanceService instances;
    private final RetentionJobProperties settings;
    private final Counter deleted;

    RetentionJob(
            ExpiredContacts contacts,
            ClientTokenService tokens,
            InstanceService instances,
            RetentionJobProperties settings,
            MeterRegistry meters,
            SharedGauges gauges) {
        this.contacts = contacts;
        this.tokens = tokens;
        this.instances = instances;
        this.settings = settings;
        this.deleted = Counter.builder("recontact.retention.deleted")
                .description("Contacts deleted because their retention period had ended")
                .register(meters);
        gauges.registerSeconds(
                "recontact.retention.lag",
                "How long ago the oldest contact expired that is not deleted yet",
                () -> contacts.lag().toSeconds());
    }

    /**
     * The first run follows soon after the start, at a random time, so that nodes that start together do not run at
     * once.
     */
    @Scheduled(
            fixedDelayString = "${recontact.retention.every:1h}",
            initialDelayString = "${recontact.retention.first-run-after:${random.int[10,300]}s}")
    void run() {
        long contactsRemoved = removeAll("Expired contacts", this::removeContacts);
        long tokensRemoved = removeAll("Expired client tokens", tokens::forget);
        var deletedInstances = instances.deleted();
        for (var instance : deletedInstances) {
            try {
                removeInstance(instance);
            } catch (RuntimeException e) {
                log.error("The data of the deleted instance {} cannot be deleted", instance, LoggableFailure.of(e));
            }
        }
        log.info(
                "Retention removed {} contacts, {} client tokens and {} deleted instances; the oldest contact due is {} late",
                contactsRemoved,
                tokensRemoved,
                deletedInstances.size(),
                contacts.lag());
    }

    /** Deletes all rows of one kind, and returns their number. After a failure the job continues with the next kind. */
    private long removeAll(String what, IntFunction<Integer> remove) {
        long total = 0;
        try {
            int removed;
            do {
                removed = Batches.inTime(remove, settings.batch());
                total += removed;
            } while (removed > 0);
        } catch (RuntimeException e) {
            log.error("{} cannot be deleted, the next run tries again", what, LoggableFailure.of(e));
        }
        return total;
    }

    private int removeContacts(int batch) {
        int removed = contacts.removeSome(batch);
        deleted.increment(removed);
        return removed;
    }

    private void removeInstance(InstanceId instance) {
        removeContactsOf(instance);
        contacts.closeToStarts(instance);
        removeContactsOf(instance); // of starts that were in progress
        instances.remove(instance);
    }

    private void removeContactsOf(InstanceId instance) {
        Optional<UUID> last = removeSomeOf(instance, null);
        while (last.isPresent()) {
            last = removeSomeOf(instance, last.get());
        }
    }

    private Optional<UUID> removeSomeOf(InstanceId instance, @Nullable UUID after) {
        return Batches.inTime(batch -> contacts.removeSomeOf(instance, after, batch), settings.batch());
    }
}
