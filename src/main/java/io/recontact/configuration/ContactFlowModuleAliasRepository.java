package io.recontact.configuration;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ContactFlowModuleAliasRepository extends Repository<ContactFlowModuleAlias, UUID> {

    ContactFlowModuleAlias saveAndFlush(ContactFlowModuleAlias alias);

    void delete(ContactFlowModuleAlias alias);

    /** Finds an alias by its id or its name. */
    @Query("""
            select a from ContactFlowModuleAlias a
            where a.module = :module and (a.name = :text or cast(a.id as string) = :text)
            """)
    Optional<ContactFlowModuleAlias> find(ContactFlowModuleId module, String text);

    boolean existsByModuleAndNameAndIdNot(ContactFlowModuleId module, String name, UUID id);

    boolean existsByModuleAndModuleVersion(ContactFlowModuleId module, int version);

    @Query("""
            select a from ContactFlowModuleAlias a
            where a.module = :module and (:after is null or a.id > :after)
            order by a.id
            """)
    List<ContactFlowModuleAlias> page(ContactFlowModuleId module, @Nullable UUID after, Limit limit);
}
