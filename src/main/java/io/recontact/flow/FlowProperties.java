package io.recontact.flow;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of flows.
 *
 * @param atOnce the maximum number of contacts whose flows a node runs at the same time; positive. It leaves database
 *     connections to requests.
 * @param callsAtOnce the maximum number of concurrent function calls per node; positive
 * @param strict refuses to publish what Amazon Connect refuses to publish, even if it could run here
 */
@Validated
@ConfigurationProperties("recontact.flows")
record FlowProperties(
        @DefaultValue("4") @Positive int atOnce,
        @DefaultValue("100") @Positive int callsAtOnce,
        @DefaultValue("false") boolean strict) {}
