package io.recontact.configuration;

import io.recontact.security.AccessKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Prints what a first call needs as soon as the service is ready. */
@Component
class StartupBanner {

    private static final Logger log = LoggerFactory.getLogger(StartupBanner.class);

    private final AccessKeys keys;
    private final InstanceService instances;
    private final ContactFlowService flows;

    StartupBanner(AccessKeys keys, InstanceService instances, ContactFlowService flows) {
        this.keys = keys;
        this.instances = instances;
        this.flows = flows;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        var address = ServiceUrl.of(event);
        if (address.isEmpty()) {
            return;
        }
        var url = address.get();
        keys.writeEndpoint(url);
        var instance = instances.findFirst();
        if (instance.isEmpty()) {
            log.info("Recontact is ready at {}; there is no instance yet: create one with CreateInstance", url);
            return;
        }
        var id = instance.get().id();
        var flow = flows.findFirst(id).map(found -> found.id().toString()).orElse("(none)");
        var command = """
                aws connect start-chat-contact --instance-id %s --contact-flow-id %s \
                --participant-details DisplayName=Ada""".formatted(id, flow);
        var keyFile = keys.keyFile();
        log.info(
                """
                Recontact is ready.

                  URL       {}
                  Keys      {}
                  Instance  {}
                  Flow      {}

                  Start a first chat:

                  {}{}
                """,
                url,
                keyFile.isPresent()
                        ? keyFile.get() + " (an AWS config file: endpoint, region and key pair)"
                        : "as configured",
                id,
                flow,
                keyFile.map(file -> "AWS_CONFIG_FILE=" + file + " ")
                        .orElse("AWS_ENDPOINT_URL=" + url + " AWS_DEFAULT_REGION=us-east-1 "),
                command);
    }
}
