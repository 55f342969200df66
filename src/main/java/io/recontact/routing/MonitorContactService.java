package io.recontact.routing;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.Monitoring;
import io.recontact.chat.participant.SupervisorService;
import io.recontact.chat.token.TokenService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactService;
import io.recontact.contact.LiveContact;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets users supervise the chats of agents. Routing does not change: a supervisor has no slot and no contact. */
@Service
public class MonitorContactService {

    private static final String OPERATION = "MonitorContact";

    private final UserService users;
    private final ContactService contacts;
    private final ContactLifecycle lifecycle;
    private final SupervisorService supervisors;
    private final TokenService tokens;
    private final ClientTokenService clientTokens;
    private final TransactionTemplate transactions;
    private final UuidV7Generator ids;

    MonitorContactService(
            UserService users,
            ContactService contacts,
            ContactLifecycle lifecycle,
            SupervisorService supervisors,
            TokenService tokens,
            ClientTokenService clientTokens,
            TransactionTemplate transactions,
            UuidV7Generator ids) {
        this.users = users;
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.supervisors = supervisors;
        this.tokens = tokens;
        this.clientTokens = clientTokens;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * A user and the contact that it monitors from now on.
     *
     * @param capabilities what the user may do; empty means {@link MonitorCapability#SILENT_MONITOR}
     */
    public record Command(ContactId contact, UserId user, Set<MonitorCapability> capabilities) {

        /** Copies the capabilities. */
        public Command {
            capabilities = Set.copyOf(capabilities);
        }
    }

    /**
     * Begins to monitor a contact silently.
     *
     * @throws ResourceNotFoundException if the instance has no such contact or user
     * @throws InvalidRequestException if the contact is no chat, is not connected to an agent, or is the user's own
     * @throws ServiceQuotaExceededException if the chat has the maximum number of supervisors
     */
    public void monitor(InstanceId instance, Command command, @Nullable String clientToken) {
        users.require(instance, command.user());
        // Ends an overdue contact, outside of the transaction, which a refusal rolls back.
        contacts.describe(instance, command.contact());
        var claim = clientTokens.newClaim(instance.value(), OPERATION, clientToken, command);
        transactions.executeWithoutResult(_ -> {
            var live = lifecycle.lock(command.contact());
            var user = users.lock(instance, command.user());
            if (clientTokens.findAnswer(claim).isPresent()) {
                return;
            }
            var contact = requireAttended(live.orElseThrow(() -> new InvalidRequestException(
                    "Contact %s has ended or was transferred".formatted(command.contact()))));
            if (command.user().value().equals(contact.agent())) {
                throw new InvalidRequestException(
                        "User %s is the agent of contact %s".formatted(command.user(), command.contact()));
            }
            supervisors.monitor(
                    contact.session(),
                    command.contact(),
                    new ParticipantId(ids.next()),
                    command.user().value(),
                    AgentContactService.nameOf(user),
                    command.capabilities().contains(MonitorCapability.BARGE));
            if (!clientTokens.claim(claim, AnswerIds.of(command.contact().value()))) {
                throw new InvalidRequestException("ClientToken is being used for a request with other parameters");
            }
        });
    }

    /**
     * Returns the credentials with which a supervisor reads a chat.
     *
     * @throws ResourceNotFoundException if the user does not exist or does not monitor the contact
     */
    public AcceptedContact credentials(InstanceId instance, UserId user, ContactId contact) {
        users.require(instance, user);
        return credentials(supervisors.require(user.value(), contact));
    }

    /**
     * Lets a supervisor join the chat that it monitors. A repeated call returns the first answer.
     *
     * @throws ResourceNotFoundException if the user does not exist or does not monitor the contact
     * @throws InvalidRequestException if the user may not barge in
     */
    @Transactional
    public AcceptedContact barge(InstanceId instance, UserId user, ContactId contact) {
        users.require(instance, user);
        lifecycle.lock(contact);
        return credentials(supervisors.barge(user.value(), contact));
    }

    /**
     * Ends the monitoring of a chat by a user, who leaves it if it has joined. Does nothing if the user does not
     * monitor it.
     *
     * @throws ResourceNotFoundException if the user does not exist
     */
    @Transactional
    public void leave(InstanceId instance, UserId user, ContactId contact) {
        users.require(instance, user);
        lifecycle.lock(contact);
        supervisors.leave(user.value(), contact);
    }

    /** Returns the chats that a user monitors now. */
    public List<Monitoring> monitoredBy(UserId user) {
        return supervisors.monitoredBy(user.value());
    }

    private AcceptedContact credentials(Monitoring monitoring) {
        return new AcceptedContact(
                monitoring.contact(), monitoring.participant(), tokens.issue(monitoring.participant()));
    }

    private static LiveContact requireAttended(LiveContact contact) {
        if (!contact.isChat()) {
            throw new InvalidRequestException("Contact %s is of channel %s; only chats can be monitored"
                    .formatted(contact.contact(), contact.channel()));
        }
        return contact;
    }
}
