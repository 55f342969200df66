package io.recontact.configuration;

interface ViewRepository extends ResourceRepository<View, ViewId> {}
