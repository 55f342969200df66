package io.recontact.configuration;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;

interface UserRepository extends ResourceRepository<User> {

    /** Reads the security profiles in the same statement. */
    @Override
    @EntityGraph(attributePaths = "securityProfileIds")
    Optional<User> findByIdAndInstanceId(UUID id, UUID instanceId);

    /** Compares regardless of case. */
    @Override
    @Query("select count(u) > 0 from User u where u.instanceId = :instanceId and lower(u.name) = lower(:name)")
    boolean existsByInstanceIdAndName(UUID instanceId, String name);
}
