package io.recontact.security;

import io.recontact.api.RealTime;
import java.net.InetAddress;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Chooses at startup whether signatures are verified. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

    @Bean
    Account account(SecurityProperties settings) {
        return new Account(settings.accountId(), settings.homeRegion());
    }

    @Bean
    SignatureVerifier signatureVerifier(
            SecurityProperties settings, AccessKeys keys, @RealTime Clock clock, Environment environment) {
        if (!settings.acceptAnySignature()) {
            return new SigV4Verifier(settings, keys, clock);
        }
        requireLoopback(environment);
        log.warn(
                "SIGNATURES ARE NOT VERIFIED: with recontact.accept-any-signature, every process on this machine can read"
                        + " and change everything. Never use it for data that matters.");
        return new PermissiveSignatureVerifier(settings);
    }

    static void requireLoopback(Environment environment) {
        var address = Binder.get(environment).bind("server.address", InetAddress.class);
        if (!address.isBound() || !address.get().isLoopbackAddress()) {
            throw new InvalidConfigurationPropertyValueException(
                    "recontact.accept-any-signature",
                    true,
                    "Without verified signatures the service must not be reachable from other machines: set"
                            + " server.address to 127.0.0.1 or to another loopback address");
        }
    }
}
