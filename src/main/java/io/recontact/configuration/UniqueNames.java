package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks whether a name is taken, under a lock that every writer of names takes first. A unique constraint would decide
 * as well, but each refusal would be an ERROR in the log of the server.
 */
@Repository
class UniqueNames {

    /** A kind of resource whose names are unique within an instance. */
    enum Kind {
        AGENT_STATUS("an agent status", "agent_status where name = :name"),
        FLOW("a flow", "contact_flow where name = :name"),
        HOURS_OF_OPERATION("hours of operation", "hours_of_operation where name = :name"),
        QUEUE("a queue", "queue where type = 'STANDARD' and name = :name"),
        ROUTING_PROFILE("a routing profile", "routing_profile where name = :name"),
        SECURITY_PROFILE("a security profile", "security_profile where name = :name"),
        USER("a user", "agent_user where lower(username) = lower(:name)");

        private final String noun;
        private final String named;

        Kind(String noun, String named) {
            this.noun = noun;
            this.named = named;
        }
    }

    private final JdbcClient jdbc;

    UniqueNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reserves a name for a resource until the end of the transaction, which must write it.
     *
     * @throws DuplicateResourceException if the instance has another resource of that kind and name
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void require(Kind kind, InstanceId instance, UUID resource, String name) {
        lock(instance.toString());
        var isTaken = jdbc.sql("select exists (select from %s and instance_id = :instance and id <> :id)"
                        .formatted(kind.named))
                .param("name", name)
                .param("instance", instance.value())
                .param("id", resource)
                .query(Boolean.class)
                .single();
        if (isTaken) {
            throw new DuplicateResourceException("Instance %s has %s of that name".formatted(instance, kind.noun));
        }
    }

    /** Reserves the alias of an instance until the end of the transaction; false if another instance has it. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean reserveAlias(String alias) {
        lock("aliases");
        return !jdbc.sql("select exists (select from active_instance where lower(alias) = lower(:alias))")
                .param("alias", alias)
                .query(Boolean.class)
                .single();
    }

    /** A statement of its own, so that the next one sees what was written until the lock was granted. */
    private void lock(String scope) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:scope, 0))) locked")
                .param("scope", "recontact.names." + scope)
                .query(Integer.class)
                .single();
    }
}
