package io.recontact.contact;

import io.recontact.api.InvalidRequestException;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.transcript.RehydrationService;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets an active chat continue from a past one, in one transaction. */
@Component
class PersistentContactAssociationService {

    private final ContactRepository repository;
    private final ContactLifecycle lifecycle;
    private final RehydrationService rehydrations;
    private final ClientTokenService tokens;
    private final Clock clock;

    PersistentContactAssociationService(
            ContactRepository repository,
            ContactLifecycle lifecycle,
            RehydrationService rehydrations,
            ClientTokenService tokens,
            Clock clock) {
        this.repository = repository;
        this.lifecycle = lifecycle;
        this.rehydrations = rehydrations;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Associates a contact with its source. Returns false and changes nothing if the token has been used.
     *
     * @throws InvalidRequestException if the contact has ended, or already continues from a contact
     */
    @Transactional
    public boolean associate(
            PersistentContactAssociation association, RehydrationSource origin, ClientTokenClaim claim) {
        // Locks the session first, as a transfer does.
        lifecycle.lock(association.contact());
        var contact = repository.lock(association.contact());
        if (!tokens.claim(claim, AnswerIds.of(origin.contact().value()))) {
            return false;
        }
        var now = clock.instant();
        contact.continueFrom(origin, association.past().rehydrationType(), now);
        repository.findById(origin.contact()).ifPresent(source -> contact.takeOver(source, now));
        var session = contact.session();
        repository.lock(session.initialContact()).inherit(origin.attributes(), now);
        var past = Objects.requireNonNull(origin.pastSession(), "A past without a session");
        if (!rehydrations.attach(session, past, origin.pastUntil(), now)) {
            throw new InvalidRequestException(
                    "The chat session of contact %s has ended, or continues from another already"
                            .formatted(association.contact()));
        }
        return true;
    }
}
