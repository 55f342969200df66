package io.recontact.flow;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The table {@code shown_view}. */
interface ShownViewRepository extends Repository<FlowRun, FlowRunId> {

    /** Records that a flow shows a view in a chat. */
    @Modifying
    @NativeQuery("insert into shown_view (token, session_id, publication_id) values (:token, :session, :publication)")
    void add(UUID token, UUID session, UUID publication);

    /** Finds the publication of a view that a flow has shown in a chat. */
    @NativeQuery("select publication_id from shown_view where token = :token and session_id = :session")
    Optional<UUID> findPublication(UUID token, UUID session);
}
