package io.recontact.configuration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

interface InstanceAssociationRepository extends Repository<InstanceAssociation, UUID> {

    /** Lets no other transaction associate anything with an instance until the end of this one. */
    @NativeQuery("""
            select 1
            from (select pg_advisory_xact_lock(hashtextextended('recontact.associations.' || :instance, 0))) locked
            """)
    int lock(String instance);

    @NativeQuery("select count(*) from instance_association where instance_id = :instance and type = :type")
    long count(UUID instance, String type);

    /** Returns 0 if the association exists. */
    @Modifying
    @NativeQuery("""
            insert into instance_association (id, instance_id, type, name, region, associated_at)
            values (:id, :instance, :type, :name, :region, :now)
            on conflict (instance_id, type, name, region) do nothing
            """)
    int insert(UUID id, UUID instance, String type, String name, String region, Instant now);

    /** Returns 0 if there is no such association. */
    @Modifying
    @NativeQuery("""
            delete from instance_association
            where instance_id = :instance and type = :type and name = :name and region = :region
            """)
    int delete(UUID instance, String type, String name, String region);

    @NativeQuery("""
            select exists (
                select from instance_association
                where instance_id = :instance and type = :type and name = :name and region = :region)
            """)
    boolean exists(UUID instance, String type, String name, String region);

    @NativeQuery("""
            select *
            from instance_association
            where instance_id = :instance and type = :type and (cast(:after as uuid) is null or id > :after)
            order by id
            limit :size
            """)
    List<InstanceAssociation> page(UUID instance, String type, @Nullable UUID after, int size);
}
