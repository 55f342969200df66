package io.recontact.configuration;

/** Security profiles at rest. */
interface SecurityProfileRepository extends ResourceRepository<SecurityProfile> {}
