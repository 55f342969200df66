package io.recontact.chat.attachment;

import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores contents in large objects of the database, with its backups, replicas and transactions. Calls the functions of
 * large objects with {@link JdbcClient}, since each piece of a file is one statement.
 */
@Repository
class LargeObjectContentStore implements ContentStore {

    private final JdbcClient jdbc;

    LargeObjectContentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public StoredContent create(ContentId id) {
        return new StoredContent(
                id, jdbc.sql("select lo_create(0)").query(Long.class).single());
    }

    @Override
    public boolean write(StoredContent content, long offset, byte[] piece) {
        // Locks the row, because the server would write a piece into an object that is being deleted.
        return jdbc.sql("""
                        with kept as materialized (
                            select large_object
                            from attachment
                            where content_id = :content and uploaded_at is null
                            for no key update
                        )
                        select lo_put(large_object, :offset, :piece) from kept
                        """)
                .param("content", content.id().value())
                .param("offset", offset)
                .param("piece", piece)
                .query((_, number) -> number)
                .optional()
                .isPresent();
    }

    @Override
    public void sync(StoredContent content) {
        // Each piece is committed.
    }

    @Override
    public byte[] read(StoredContent content, long offset, int length) {
        return jdbc.sql("select lo_get(cast(:object as oid), :offset, :length)")
                .param("object", oid(content))
                .param("offset", offset)
                .param("length", length)
                .query(byte[].class)
                .single();
    }

    @Override
    public void delete(StoredContent content) {
        jdbc.sql("select lo_unlink(oid) from pg_largeobject_metadata where oid = cast(:object as oid)")
                .param("object", oid(content))
                .query(Integer.class)
                .optional();
    }

    private static long oid(StoredContent content) {
        return Objects.requireNonNull(content.largeObject());
    }
}
