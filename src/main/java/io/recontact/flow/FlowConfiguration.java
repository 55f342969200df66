package io.recontact.flow;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The random numbers of flows. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

    /** The numbers that DistributeByPercentage draws; safe for concurrent use. */
    @Bean
    RandomGenerator flowRandom() {
        return new SecureRandom();
    }
}
