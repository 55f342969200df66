package io.recontact.attachment;

import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Contents in large objects of the database: with its backups, on its replicas, and in its transactions. */
@Repository
class LargeObjects implements ContentStore {

    private final JdbcClient jdbc;

    LargeObjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Content create(UUID id) {
        return new Content(id, jdbc.sql("select lo_create(0)").query(Long.class).single());
    }

    @Override
    public boolean write(Content content, long offset, byte[] piece) {
        // Under the lock of its row, as the server lets a piece be written into an object that is being deleted.
        return jdbc.sql("""
                        with kept as materialized (
                            select large_object
                            from attachment
                            where content_id = :content and uploaded_at is null
                            for no key update
                        )
                        select lo_put(large_object, :offset, :piece) from kept
                        """)
                .param("content", content.id())
                .param("offset", offset)
                .param("piece", piece)
                .query((_, number) -> number)
                .optional()
                .isPresent();
    }

    @Override
    public void sync(Content content) {
        // Each piece has been committed.
    }

    @Override
    public byte[] read(Content content, long offset, int length) {
        return jdbc.sql("select lo_get(cast(:object as oid), :offset, :length)")
                .param("object", oid(content))
                .param("offset", offset)
                .param("length", length)
                .query(byte[].class)
                .single();
    }

    @Override
    public void delete(Content content) {
        jdbc.sql("select lo_unlink(oid) from pg_largeobject_metadata where oid = cast(:object as oid)")
                .param("object", oid(content))
                .query(Integer.class)
                .optional();
    }

    private static long oid(Content content) {
        return Objects.requireNonNull(content.largeObject());
    }
}
