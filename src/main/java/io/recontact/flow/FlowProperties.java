package io.recontact.flow;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How flows run.
 *
 * @param atOnce how many contacts a node goes on with at once: flows must not keep requests from their connections
 * @param callsAtOnce how many functions a node asks at once
 * @param strict whether a flow is refused, when it is published, if Amazon Connect refuses it although it could run
 *     here
 */
@Validated
@ConfigurationProperties("recontact.flows")
record FlowProperties(
        @DefaultValue("4") @Positive int atOnce,
        @DefaultValue("100") @Positive int callsAtOnce,
        @DefaultValue("false") boolean strict) {}
