package io.recontact.contact;

import io.recontact.api.InvalidRequestException;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.RehydrationService;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Attaches a past to a chat that goes on, all of it in one transaction. */
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
     * Associates a contact with the origin that was found for it; false if the token has been used, and then nothing
     * has changed.
     *
     * @throws InvalidRequestException if the contact has ended meanwhile, or comes from another contact already
     */
    @Transactional
    public boolean associate(
            PersistentContactAssociation association, RehydrationSource origin, ClientTokenClaim claim) {
        // The session first, as whoever hands it on to its next contact locks it.
        lifecycle.lock(association.contact());
        var contact = repository.lock(association.contact().value());
        if (!tokens.claim(claim, AnswerIds.of(origin.contact()))) {
            return false;
        }
        var now = clock.instant();
        contact.continueFrom(origin, association.past().rehydrationType(), now);
        repository.findById(origin.contact()).ifPresent(source -> contact.takeOver(source, now));
        var session = contact.session();
        repository.lock(session.value()).inherit(origin.attributes(), now);
        var past = Objects.requireNonNull(origin.pastSession(), "A past without a session");
        if (!rehydrations.attach(session, past, origin.pastUntil(), now)) {
            throw new InvalidRequestException(
                    "The chat session of contact %s has ended, or continues from another already"
                            .formatted(association.contact()));
        }
        return true;
    }
}
