package io.recontact.seed;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Applies the seed at every start: before the node is ready, and before the first instance, which it may replace. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SeedRunner implements ApplicationRunner {

    private final ObjectProvider<Seed> seed;
    private final SeedApplier applier;

    SeedRunner(ObjectProvider<Seed> seed, SeedApplier applier) {
        this.seed = seed;
        this.applier = applier;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        seed.ifAvailable(applier::apply);
    }
}
