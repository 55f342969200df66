package io.recontact.configuration;

interface HoursOfOperationRepository extends ResourceRepository<HoursOfOperation, HoursOfOperationId> {}
