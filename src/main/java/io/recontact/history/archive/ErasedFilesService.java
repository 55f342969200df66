package io.recontact.history.archive;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Counts the transcript files of erased contacts that are not deleted yet. */
@Service
public class ErasedFilesService {

    private final TranscriptFileDeletionRepository deletions;

    ErasedFilesService(TranscriptFileDeletionRepository deletions) {
        this.deletions = deletions;
    }

    /** Returns the number of remaining files by erasure. Erasures without any are left out. */
    @Transactional(readOnly = true)
    public Map<UUID, Long> remainingOf(Collection<UUID> erasures) {
        return deletions.countOf(erasures);
    }
}
