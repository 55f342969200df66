package io.recontact.directory;

/** Users at rest. */
interface UserRepository extends ResourceRepository<User> {}
