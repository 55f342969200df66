package io.recontact.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DeliverySchedulerTests {

    private final BlockingQueue<String> due = new LinkedBlockingQueue<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);

    private final DeliveryScheduler scheduler =
            new DeliveryScheduler(List.of(new EndpointDispatcher<>("f", 2, new EndpointDispatcher.Work<String>() {

                @Override
                public List<String> take(int limit) {
                    var some = new ArrayList<String>();
                    due.drainTo(some, limit);
                    taken.addAll(some);
                    return some;
                }

                @Override
                public boolean deliver(String item, BooleanSupplier isOpen) {
                    try {
                        if (item.equals("slow") && !answer.await(20, TimeUnit.SECONDS)) {
                            throw new IllegalStateException("No answer within the timeout");
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    delivered.add(item);
                    return false;
                }
            }))) {};

    @Test
    void takesNoMoreLeasesThanSlots() {
        due.addAll(List.of("slow", "slow", "slow", "slow"));
        scheduler.wake();
        await().untilAsserted(() -> assertThat(taken).hasSize(2));
        scheduler.wake();
        scheduler.wake();
        assertThat(taken).hasSize(2);

        answer.countDown();

        // The dispatcher takes the rest when a slot becomes free, without another wake-up.
        await().untilAsserted(() -> assertThat(delivered).hasSize(4));
    }

    @Test
    void takesNoLeaseWhileItIsStopped() {
        scheduler.stop();
        due.add("a");
        scheduler.wake();
        assertThat(taken).isEmpty();

        scheduler.start();
        scheduler.wake();

        await().untilAsserted(() -> assertThat(delivered).containsExactly("a"));
    }

    @Test
    void waitsForCurrentDeliveriesWhenItStops() {
        due.add("slow");
        scheduler.wake();
        await().untilAsserted(() -> assertThat(taken).hasSize(1));
        answer.countDown();

        scheduler.stop();

        assertThat(delivered).containsExactly("slow");
    }
}
