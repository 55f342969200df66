package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreparedContactCenterTests {

    private final Recontact recontact = Recontact.at(URI.create("http://127.0.0.1:1"), "id", "secret");
    private final AtomicInteger created = new AtomicInteger();

    private ContactCenter create() {
        return new ContactCenter(recontact, "instance " + created.incrementAndGet(), "flow", "queue");
    }

    @Test
    void preparesTheNextOneInTheBackground() {
        var creators =
                new ArrayList<CompletableFuture<Thread>>(List.of(new CompletableFuture<>(), new CompletableFuture<>()));
        var centers = new PreparedContactCenter(() -> {
            creators.get(created.get()).complete(Thread.currentThread());
            return create();
        });

        var first = centers.take();

        assertThat(creators.get(0)).isCompletedWithValue(Thread.currentThread());
        assertThat(creators.get(1).join()).isNotEqualTo(Thread.currentThread());
        assertThat(first.instanceId()).isEqualTo("instance 1");
    }

    @Test
    void givesEachOneOnce() {
        var centers = new PreparedContactCenter(this::create);

        assertThat(List.of(centers.take(), centers.take(), centers.take()))
                .extracting(ContactCenter::instanceId)
                .doesNotHaveDuplicates();
    }

    @Test
    void createsOneAtOnceIfThePreparationHasFailed() {
        var prepared = new CompletableFuture<Void>();
        var test = Thread.currentThread();
        var centers = new PreparedContactCenter(() -> {
            if (!Thread.currentThread().equals(test)) {
                prepared.complete(null);
                throw new IllegalStateException("A fault of a test");
            }
            return create();
        });
        centers.take();
        prepared.join();

        assertThat(centers.take().instanceId()).isEqualTo("instance 2");
    }

    @Test
    void failsWithTheReasonIfNoneCanBeCreated() {
        var centers = new PreparedContactCenter(() -> {
            throw new IllegalStateException("The service is away");
        });

        assertThatThrownBy(centers::take).hasMessage("The service is away");
    }
}
