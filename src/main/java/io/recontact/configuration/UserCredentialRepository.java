package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes credentials. Every request of a signed-in user reads one with the permissions, so this is plain
 * JDBC; conditions in the updates decide between concurrent changes.
 */
@Repository
class UserCredentialRepository {

    private static final String SELECT = """
            select agent_user.instance_id, agent_user.id, agent_user.username, credential.password_hash,
                   coalesce(credential.is_one_time, false) as is_one_time,
                   coalesce(credential.session_generation, 0) as session_generation,
                   (select coalesce(jsonb_agg(distinct permission), '[]')
                    from agent_user_security_profile assigned
                        join security_profile on security_profile.id = assigned.security_profile_id
                        cross join jsonb_array_elements_text(security_profile.permissions) permission
                    where assigned.user_id = agent_user.id) as permissions
            from agent_user
                join active_instance on active_instance.id = agent_user.instance_id
                left join user_credential credential on credential.user_id = agent_user.id
            where agent_user.instance_id = :instance
            """;

    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UserCredentialRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<UserCredential> find(InstanceId instance, String username) {
        return jdbc.sql(SELECT + "  and lower(agent_user.username) = lower(:username)")
                .param("instance", instance.value())
                .param("username", username)
                .query((row, _) -> read(row))
                .optional();
    }

    Optional<UserCredential> find(InstanceId instance, UserId user) {
        return jdbc.sql(SELECT + "  and agent_user.id = :user")
                .param("instance", instance.value())
                .param("user", user.value())
                .query((row, _) -> read(row))
                .optional();
    }

    List<UserCredential> findByDirectoryUserId(InstanceId instance, String directoryUserId) {
        return jdbc.sql(SELECT + "  and agent_user.directory_user_id = :directory_user limit 2")
                .param("instance", instance.value())
                .param("directory_user", directoryUserId)
                .query((row, _) -> read(row))
                .list();
    }

    private UserCredential read(ResultSet row) throws SQLException {
        var hash = row.getString("password_hash");
        return new UserCredential(
                new InstanceId(row.getObject("instance_id", UUID.class)),
                new UserId(row.getObject("id", UUID.class)),
                row.getString("username"),
                hash == null ? null : new PasswordHash(hash),
                row.getBoolean("is_one_time"),
                row.getInt("session_generation"),
                json.readValue(row.getString("permissions"), NAMES));
    }

    void insert(UserId user, PasswordHash password, boolean isOneTime, Instant now) {
        jdbc.sql("""
                        insert into user_credential (user_id, password_hash, is_one_time, session_generation, changed_at)
                        values (:user, :hash, :one_time, 0, :now)
                        """)
                .param("user", user.value())
                .param("hash", password.value())
                .param("one_time", isOneTime)
                .param("now", now)
                .update();
    }

    /** Sets a password and ends all sessions, unless the password has changed meanwhile. */
    boolean replace(UserId user, @Nullable PasswordHash current, PasswordHash wanted, boolean isOneTime, Instant now) {
        return jdbc.sql("""
                        update user_credential
                        set password_hash = :hash, is_one_time = :one_time, changed_at = :now,
                            session_generation = session_generation + 1
                        where user_id = :user and password_hash is not distinct from cast(:current as text)
                        """)
                        .param("user", user.value())
                        .param("current", current == null ? null : current.value())
                        .param("hash", wanted.value())
                        .param("one_time", isOneTime)
                        .param("now", now)
                        .update()
                == 1;
    }

    /** Makes a one-time password void. Only one of concurrent calls succeeds. */
    boolean consume(UserId user, PasswordHash oneTime, Instant now) {
        return jdbc.sql("""
                        update user_credential
                        set password_hash = null, changed_at = :now
                        where user_id = :user and is_one_time and password_hash = :hash
                        """)
                        .param("user", user.value())
                        .param("hash", oneTime.value())
                        .param("now", now)
                        .update()
                == 1;
    }

    void endSessions(UserId user, Instant now) {
        jdbc.sql("""
                        insert into user_credential (user_id, is_one_time, session_generation, changed_at)
                        select id, false, 1, :now from agent_user where id = :user
                        on conflict (user_id) do update
                        set session_generation = user_credential.session_generation + 1
                        """).param("user", user.value()).param("now", now).update();
    }
}
