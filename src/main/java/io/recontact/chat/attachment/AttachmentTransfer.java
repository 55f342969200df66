package io.recontact.chat.attachment;

import io.recontact.api.InstanceId;
import io.recontact.api.UuidV7Generator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads and stores the contents of an instance that moves between cells. The caller has the transaction and copies the
 * rows. A content gets a new id and the store of its new cell. Plain JDBC: no entity has these columns alone.
 */
@Repository
public class AttachmentTransfer {

    private static final int PIECE = 256 * 1024;

    private final JdbcClient jdbc;
    private final AttachmentContentService contents;
    private final LargeObjectContentStore largeObjects;
    private final FileContentStore files;
    private final DiscardedContentRepository discarded;
    private final AttachmentProperties settings;
    private final TransactionTemplate atOnce;
    private final UuidV7Generator ids;

    AttachmentTransfer(
            JdbcClient jdbc,
            AttachmentContentService contents,
            LargeObjectContentStore largeObjects,
            FileContentStore files,
            DiscardedContentRepository discarded,
            AttachmentProperties settings,
            PlatformTransactionManager transactions,
            UuidV7Generator ids) {
        this.jdbc = jdbc;
        this.contents = contents;
        this.largeObjects = largeObjects;
        this.files = files;
        this.discarded = discarded;
        this.settings = settings;
        this.atOnce = new TransactionTemplate(transactions);
        this.ids = ids;
        atOnce.setPropagationBehavior(Propagation.REQUIRES_NEW.value());
    }

    /** Returns the attachments of an instance that have a complete content. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> withContent(InstanceId instance) {
        return jdbc.sql("""
                        select attachment.id
                        from attachment join chat_session on chat_session.id = attachment.session_id
                        where chat_session.instance_id = :instance and attachment.uploaded_at is not null
                          and attachment.content_id is not null
                        order by attachment.id
                        """)
                .param("instance", instance.value())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
    }

    /** Returns the number of attachments of an instance that were uploaded and lack their content. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long countWithoutContent(InstanceId instance) {
        return jdbc.sql("""
                        select count(*)
                        from attachment join chat_session on chat_session.id = attachment.session_id
                        where chat_session.instance_id = :instance and attachment.uploaded_at is not null
                          and attachment.content_id is null
                        """)
                .param("instance", instance.value())
                .query(Long.class)
                .single();
    }

    /** Writes the content of an attachment to a stream. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void read(UUID attachment, OutputStream target) throws IOException {
        var content = jdbc.sql("select content_id, large_object from attachment where id = :id")
                .param("id", attachment)
                .query((row, _) -> new StoredContent(
                        new ContentId(row.getObject("content_id", UUID.class)),
                        nullableLong(row.getString("large_object"))))
                .single();
        long offset = 0;
        for (var piece = contents.read(content, offset, PIECE);
                piece.length > 0;
                piece = contents.read(content, offset, PIECE)) {
            target.write(piece);
            offset += piece.length;
        }
    }

    private static @Nullable Long nullableLong(@Nullable String number) {
        return number == null ? null : Long.valueOf(number);
    }

    /**
     * Stores the content of an attachment of an instance. Returns false if the instance has no such attachment, or the
     * attachment has a content or needs none.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean store(InstanceId instance, UUID attachment, InputStream bytes) throws IOException {
        var content = create(new ContentId(ids.next()));
        var stored = jdbc.sql("""
                        update attachment
                        set content_id = :content, large_object = cast(:object as oid)
                        where id = :id and content_id is null and uploaded_at is not null
                          and session_id in (select id from chat_session where instance_id = :instance)
                        """)
                .param("instance", instance.value())
                .param("content", content.id().value())
                .param("object", content.largeObject())
                .param("id", attachment)
                .update();
        if (stored == 0) {
            return false;
        }
        long offset = 0;
        for (var piece = bytes.readNBytes(PIECE); piece.length > 0; piece = bytes.readNBytes(PIECE)) {
            write(content, offset, piece);
            offset += piece.length;
        }
        if (content.largeObject() == null) {
            files.sync(content);
        }
        return true;
    }

    /** As in uploads: until the transaction has committed, a file is recorded as discarded. */
    private StoredContent create(ContentId id) {
        return switch (settings.store()) {
            case POSTGRES -> largeObjects.create(id);
            case FILES -> {
                atOnce.executeWithoutResult(_ -> discarded.insert(id.value()));
                // Locks the row, so that no job deletes the file before the end of the transaction.
                if (discarded.delete(List.of(id)) == 0) {
                    throw new ConcurrencyFailureException("Content %s was deleted before it was stored".formatted(id));
                }
                yield files.create(id);
            }
        };
    }

    /** No other transaction sees a large object before its commit, so no row has to be locked. */
    private void write(StoredContent content, long offset, byte[] piece) {
        if (content.largeObject() == null) {
            files.write(content, offset, piece);
        } else {
            jdbc.sql("select lo_put(cast(:object as oid), :offset, :piece)")
                    .param("object", content.largeObject())
                    .param("offset", offset)
                    .param("piece", piece)
                    .query((_, number) -> number)
                    .single();
        }
    }
}
