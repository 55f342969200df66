package io.recontact.flow;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What flows go by that is not the same twice. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

    /** What contacts are distributed by. Any number of threads may ask it. */
    @Bean
    RandomGenerator flowRandom() {
        return new SecureRandom();
    }
}
