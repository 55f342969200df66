package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.UuidV7Generator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The quick replies of instances. The console alone uses them, so they are rows without versions and tags. */
@Service
public class QuickReplyService {

    private final JdbcClient jdbc;
    private final QueueService queues;
    private final UuidV7Generator ids;

    QuickReplyService(JdbcClient jdbc, QueueService queues, UuidV7Generator ids) {
        this.jdbc = jdbc;
        this.queues = queues;
        this.ids = ids;
    }

    /** Returns all quick replies of an instance by their names. */
    public List<QuickReply> list(InstanceId instance) {
        return jdbc.sql("select * from quick_reply where instance_id = :instance order by name, id")
                .param("instance", instance.value())
                .query((row, _) -> reply(row))
                .list();
    }

    /** Returns the quick replies for chats of a queue by their names. */
    public List<QuickReply> ofQueue(InstanceId instance, QueueId queue) {
        return jdbc.sql("""
                        select *
                        from quick_reply
                        where instance_id = :instance and (queue_id = :queue or queue_id is null)
                        order by name, id
                        """)
                .param("instance", instance.value())
                .param("queue", queue.value())
                .query((row, _) -> reply(row))
                .list();
    }

    /**
     * Creates a quick reply.
     *
     * @throws ResourceNotFoundException if the instance has no such queue
     * @throws InvalidParameterException if the name or the text is empty or too long
     * @throws DuplicateResourceException if the queue has a quick reply of that name
     */
    @Transactional
    public void create(InstanceId instance, @Nullable QueueId queue, String name, String content) {
        require(instance, queue, name, content);
        try {
            jdbc.sql("""
                            insert into quick_reply (id, instance_id, queue_id, name, content)
                            values (:id, :instance, :queue, :name, :content)
                            """)
                    .param("id", ids.next())
                    .param("instance", instance.value())
                    .param("queue", queue == null ? null : queue.value())
                    .param("name", name)
                    .param("content", content)
                    .update();
        } catch (DuplicateKeyException _) {
            throw duplicate();
        }
    }

    /**
     * Replaces a quick reply.
     *
     * @throws ResourceNotFoundException if the instance has no such quick reply or queue
     * @throws InvalidParameterException if the name or the text is empty or too long
     * @throws DuplicateResourceException if the queue has another quick reply of that name
     */
    @Transactional
    public void update(InstanceId instance, UUID id, @Nullable QueueId queue, String name, String content) {
        require(instance, queue, name, content);
        try {
            requireOne(
                    instance,
                    id,
                    jdbc.sql("""
                                    update quick_reply
                                    set queue_id = cast(:queue as uuid), name = :name, content = :content
                                    where id = :id and instance_id = :instance
                                    """)
                            .param("id", id)
                            .param("instance", instance.value())
                            .param("queue", queue == null ? null : queue.value())
                            .param("name", name)
                            .param("content", content)
                            .update());
        } catch (DuplicateKeyException _) {
            throw duplicate();
        }
    }

    /**
     * Deletes a quick reply.
     *
     * @throws ResourceNotFoundException if the instance has no such quick reply
     */
    @Transactional
    public void delete(InstanceId instance, UUID id) {
        requireOne(
                instance,
                id,
                jdbc.sql("delete from quick_reply where id = :id and instance_id = :instance")
                        .param("id", id)
                        .param("instance", instance.value())
                        .update());
    }

    private void require(InstanceId instance, @Nullable QueueId queue, String name, String content) {
        if (name.isBlank() || name.length() > QuickReply.MAX_NAME) {
            throw new InvalidParameterException(
                    "A quick reply needs a name of at most %d characters".formatted(QuickReply.MAX_NAME));
        }
        if (content.isBlank() || content.length() > QuickReply.MAX_CONTENT) {
            throw new InvalidParameterException(
                    "A quick reply needs a text of at most %d characters".formatted(QuickReply.MAX_CONTENT));
        }
        if (queue != null) {
            queues.require(instance, queue);
        }
    }

    private static void requireOne(InstanceId instance, UUID id, int count) {
        if (count == 0) {
            throw new ResourceNotFoundException("Quick reply %s does not exist in instance %s".formatted(id, instance));
        }
    }

    private static DuplicateResourceException duplicate() {
        return new DuplicateResourceException("The queue has a quick reply of this name");
    }

    private static QuickReply reply(ResultSet row) throws SQLException {
        var queue = row.getObject("queue_id", UUID.class);
        return new QuickReply(
                row.getObject("id", UUID.class),
                queue == null ? null : new QueueId(queue),
                row.getString("name"),
                row.getString("content"));
    }
}
