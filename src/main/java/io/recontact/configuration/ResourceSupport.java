package io.recontact.configuration;

import io.recontact.api.UuidV7Generator;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The collaborators that the services of all resources need. */
@Component
record ResourceSupport(UniqueNames names, UuidV7Generator ids, Clock clock, ApplicationEventPublisher events) {}
