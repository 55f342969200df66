package io.recontact.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one kind of delivery, and the items behind them. A change under a lease takes effect only while the row
 * holds that lease. A lease that is never returned expires.
 *
 * @param <K> what identifies a row among those of an endpoint
 * @param <I> an item
 */
public interface LeaseRepository<K, I> {

    /**
     * Takes the leases of at most {@code limit} rows that are due at an endpoint, in the order in which they were due.
     */
    List<Lease<K>> take(String endpoint, int limit);

    /** The first items that the endpoint has not accepted, in order. */
    List<I> read(Lease<K> lease, int limit);

    /**
     * Records that the endpoint accepted an item, and extends the lease.
     *
     * @return false if the lease is lost or nothing follows the item, so that delivery has to stop
     */
    boolean acknowledge(Lease<K> lease, I item);

    /**
     * Returns a lease whose items were all delivered.
     *
     * @param accepted the last item that the endpoint accepted, unless it was acknowledged before
     * @return whether the row is due again already, because of a new item
     */
    boolean release(Lease<K> lease, @Nullable I accepted);

    /**
     * Returns a lease although there may be more to deliver; the row is due at once.
     *
     * @param accepted the last item that the endpoint accepted, unless it was acknowledged before
     * @return whether the row is due again, which is not so if the lease was lost
     */
    boolean requeue(Lease<K> lease, @Nullable I accepted);

    /** Returns a lease after a number of failed attempts in a row; the row is due after a pause. */
    void retryLater(Lease<K> lease, int failures);
}
