package io.recontact.configuration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What flows may be published.
 *
 * @param strict whether what the cloud service refuses is refused here, too, although it could run
 */
@ConfigurationProperties("recontact.flows")
record FlowPublishingProperties(@DefaultValue("false") boolean strict) {}
