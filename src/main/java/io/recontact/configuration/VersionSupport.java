package io.recontact.configuration;

import io.recontact.api.idempotency.ClientTokenService;
import org.springframework.stereotype.Component;

/** The collaborators that the services of all versioned resources need. */
@Component
record VersionSupport(
        PublicationRepository publications, ResourceVersionRepository versions, ClientTokenService tokens) {}
