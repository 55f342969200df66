package io.recontact.configuration;

/** Hours of operation at rest. */
interface HoursOfOperationRepository extends ResourceRepository<HoursOfOperation> {}
