package io.recontact.configuration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ResourceVersionRepository extends Repository<ResourceVersion, ResourceVersion.Id> {

    ResourceVersion save(ResourceVersion version);

    Optional<ResourceVersion> findById(ResourceVersion.Id id);

    @Query("""
            select v from ResourceVersion v
            where v.id.resourceId = :resource and v.id.number < :before
            order by v.id.number desc
            """)
    List<ResourceVersion> page(UUID resource, int before, Limit limit);

    @Modifying
    @Query("delete from ResourceVersion v where v.id = :id")
    int remove(ResourceVersion.Id id);

    @Modifying
    @Query("delete from ResourceVersion v where v.id.resourceId = :resource")
    void removeAll(UUID resource);
}
