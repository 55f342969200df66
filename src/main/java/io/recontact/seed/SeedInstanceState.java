package io.recontact.seed;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Applies the declaration of an instance to its new configuration, for test controls. */
@Component
@TestControlsEnabled
@Order(InstanceState.REST)
class SeedInstanceState implements InstanceState {

    private final ObjectProvider<Seed> seed;
    private final SeedApplier applier;

    SeedInstanceState(ObjectProvider<Seed> seed, SeedApplier applier) {
        this.seed = seed;
        this.applier = applier;
    }

    @Override
    public void resetDirectory(InstanceId instance) {
        seed.ifAvailable(declared -> applier.apply(declared, instance));
    }
}
