package io.recontact.chat.attachment;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Discarded contents, which a job deletes. */
interface DiscardedContentRepository extends Repository<DiscardedContent, ContentId> {

    /** Records a file that no attachment refers to yet. */
    @Modifying
    @Transactional
    @NativeQuery("insert into discarded_content (content_id) values (:content)")
    int insert(UUID content);

    /** Locks up to {@code batch} contents that no other transaction has locked. */
    @NativeQuery("select content_id, large_object from discarded_content limit :batch for update skip locked")
    List<DiscardedContent> lock(int batch);

    /** Removes the record of contents; returns how many there were. */
    @Modifying
    @Query("delete from DiscardedContent d where d.id in :contents")
    int delete(Collection<ContentId> contents);

    long count();
}
