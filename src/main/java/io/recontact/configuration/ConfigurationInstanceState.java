package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceState;
import io.recontact.api.TestControlsEnabled;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives an instance the configuration of a new one, for test controls. */
@Component
@TestControlsEnabled
@Order(InstanceState.CONTACTS)
class ConfigurationInstanceState implements InstanceState {

    private final InstanceService instances;

    ConfigurationInstanceState(InstanceService instances) {
        this.instances = instances;
    }

    @Override
    public void resetDirectory(InstanceId instance) {
        instances.recreate(instance);
    }
}
