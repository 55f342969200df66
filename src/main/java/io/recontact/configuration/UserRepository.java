package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.Optional;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;

interface UserRepository extends ResourceRepository<User, UserId> {

    /** Reads the security profiles in the same statement. */
    @Override
    @EntityGraph(attributePaths = "securityProfiles")
    Optional<User> findByIdAndInstance(UserId id, InstanceId instance);

    /** Compares regardless of case. */
    @Override
    @Query("""
            select count(u) > 0 from User u
            where u.instance = :instance and lower(u.name) = lower(:name) and u.id <> :id
            """)
    boolean existsByInstanceAndNameAndIdNot(InstanceId instance, String name, UserId id);
}
