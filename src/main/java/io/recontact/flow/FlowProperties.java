package io.recontact.flow;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of flows.
 *
 * @param atOnce the maximum number of contacts whose flows a node runs at the same time; positive. It leaves database
 *     connections to requests.
 * @param callsAtOnce the maximum number of concurrent function calls per node; positive
 * @param strict refuses to publish what Amazon Connect refuses to publish, even if it could run here
 * @param every how often a node looks for due flows; positive
 * @param lookAgainEvery how often a node checks what flows wait for; positive
 */
@ConfigurationProperties("recontact.flows")
record FlowProperties(
        @DefaultValue("4") int atOnce,
        @DefaultValue("100") int callsAtOnce,
        @DefaultValue("false") boolean strict,
        @DefaultValue("1s") Duration every,
        @DefaultValue("10s") Duration lookAgainEvery) {

    FlowProperties {
        SettingBounds.requirePositive("recontact.flows.at-once", atOnce);
        SettingBounds.requirePositive("recontact.flows.calls-at-once", callsAtOnce);
        SettingBounds.requirePositive("recontact.flows.every", every);
        SettingBounds.requirePositive("recontact.flows.look-again-every", lookAgainEvery);
    }
}
