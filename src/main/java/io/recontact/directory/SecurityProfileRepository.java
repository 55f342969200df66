package io.recontact.directory;

/** Security profiles at rest. */
interface SecurityProfileRepository extends ResourceRepository<SecurityProfile> {}
