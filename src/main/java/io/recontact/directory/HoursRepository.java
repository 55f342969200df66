package io.recontact.directory;

/** Hours of operation at rest. */
interface HoursRepository extends ResourceRepository<HoursOfOperation> {}
