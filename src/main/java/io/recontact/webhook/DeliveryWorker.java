package io.recontact.webhook;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the items behind a lease one by one, each after the endpoint has accepted the one before. */
public final class DeliveryWorker<K, I, E extends WebhookEndpoint> {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    /** The highest number of items delivered under one lease, so that other rows of the endpoint have their turn. */
    private static final int BATCH = 50;

    /** The highest number of concurrent reads, so that enough database connections remain for requests. */
    private static final int READERS = 2;

    private final Delivery<K, I, E> delivery;
    private final LeaseRepository<K, I> leases;
    private final WebhookClient webhooks;
    private final DeliveryMetrics metrics;
    private final Semaphore readers = new Semaphore(READERS);

    /** Creates the worker of one kind of delivery. */
    public DeliveryWorker(Delivery<K, I, E> delivery, WebhookClient webhooks, DeliveryMetrics metrics) {
        this.delivery = delivery;
        this.leases = delivery.leases();
        this.webhooks = webhooks;
        this.metrics = metrics;
    }

    /**
     * The dispatchers of some endpoints.
     *
     * @param concurrency the highest number of leases that this node holds for one endpoint
     */
    public List<EndpointDispatcher<Lease<K>>> dispatchersTo(Collection<E> endpoints, int concurrency) {
        endpoints.forEach(endpoint -> metrics.register(delivery.kind(), endpoint));
        return endpoints.stream()
                .map(endpoint -> new EndpointDispatcher<>(endpoint.name(), concurrency, workFor(endpoint)))
                .toList();
    }

    private EndpointDispatcher.Work<Lease<K>> workFor(E endpoint) {
        return new EndpointDispatcher.Work<>() {
            @Override
            public List<Lease<K>> take(int limit) {
                return leases.take(endpoint.name(), limit);
            }

            @Override
            public boolean deliver(Lease<K> lease, BooleanSupplier isOpen) {
                return DeliveryWorker.this.deliver(lease, endpoint, isOpen);
            }
        };
    }

    private boolean deliver(Lease<K> lease, E endpoint, BooleanSupplier isOpen) {
        var items = read(lease);
        int failures = lease.failures();
        @Nullable I last = null;
        for (var rest = items.iterator(); rest.hasNext(); ) {
            var item = rest.next();
            if (!isOpen.getAsBoolean()) {
                leases.requeue(lease, null);
                return false;
            }
            try {
                webhooks.post(endpoint, delivery.payloads().write(lease, endpoint, item), delivery.answerWithin());
            } catch (DeliveryFailedException e) {
                retryLater(lease, endpoint, failures + 1, e);
                return false;
            }
            metrics.delivered(delivery.kind(), endpoint, delivery.payloads().time(item));
            failures = 0;
            if (!rest.hasNext()) {
                last = item; // acknowledged in the statement that returns the lease, where one statement can do both
            } else if (!leases.acknowledge(lease, item)) {
                return false;
            }
        }
        return items.size() < BATCH ? leases.release(lease, last) : leases.requeue(lease, last);
    }

    private List<I> read(Lease<K> lease) {
        readers.acquireUninterruptibly();
        try {
            return leases.read(lease, BATCH);
        } finally {
            readers.release();
        }
    }

    private void retryLater(Lease<K> lease, E endpoint, int failures, DeliveryFailedException failure) {
        metrics.failed(delivery.kind(), endpoint, failure.reason());
        if (failures == 1) {
            log.info(
                    "{} did not accept an item of {} and will receive it again: {}",
                    endpoint.name(),
                    lease.key(),
                    failure.getMessage());
        }
        leases.retryLater(lease, failures);
    }
}
