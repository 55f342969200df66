package io.recontact.configuration;

import java.util.List;
import java.util.Set;
import org.springframework.data.jpa.repository.Query;

interface RoutingProfileRepository extends ResourceRepository<RoutingProfile, RoutingProfileId> {

    /** The number of users with a routing profile. */
    record Users(RoutingProfileId profile, long count) {}

    /** Counts the users of some profiles; leaves out those without users. */
    @Query("""
            select new io.recontact.configuration.RoutingProfileRepository$Users(u.routingProfile, count(u))
            from User u
            where u.routingProfile in :profiles
            group by u.routingProfile
            """)
    List<Users> countUsers(Set<RoutingProfileId> profiles);
}
