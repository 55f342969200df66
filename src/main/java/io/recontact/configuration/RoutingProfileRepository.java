package io.recontact.configuration;

import org.springframework.data.jpa.repository.Query;

interface RoutingProfileRepository extends ResourceRepository<RoutingProfile, RoutingProfileId> {

    @Query("select count(u) from User u where u.routingProfile = :id")
    long countUsers(RoutingProfileId id);
}
