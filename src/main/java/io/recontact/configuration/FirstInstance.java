package io.recontact.configuration;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Creates an instance on the first start, with a flow that chats can start with. */
@Component
@Order(0) // after the seed, and before what needs an instance
class FirstInstance implements ApplicationRunner {

    private final InstanceService instances;
    private final FirstInstanceProperties settings;

    FirstInstance(InstanceService instances, FirstInstanceProperties settings) {
        this.instances = instances;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        instances.createFirst(settings);
    }
}
