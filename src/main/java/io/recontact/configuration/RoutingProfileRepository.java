package io.recontact.configuration;

import java.util.UUID;
import org.springframework.data.jpa.repository.Query;

interface RoutingProfileRepository extends ResourceRepository<RoutingProfile> {

    @Query("select count(u) from User u where u.routingProfileId = :id")
    long countUsers(UUID id);
}
