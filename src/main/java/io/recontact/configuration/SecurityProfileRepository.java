package io.recontact.configuration;

interface SecurityProfileRepository extends ResourceRepository<SecurityProfile, SecurityProfileId> {}
