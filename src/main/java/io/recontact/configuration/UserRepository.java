package io.recontact.configuration;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;

/** Users at rest. */
interface UserRepository extends ResourceRepository<User> {

    /** Reads the security profiles in the same statement. */
    @Override
    @EntityGraph(attributePaths = "securityProfileIds")
    Optional<User> findByIdAndInstanceId(UUID id, UUID instanceId);
}
