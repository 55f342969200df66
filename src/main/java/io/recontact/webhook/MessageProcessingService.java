package io.recontact.webhook;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import io.recontact.chat.message.ContactMediaProcessingFailureMode;
import io.recontact.chat.message.HeldMessageService;
import io.recontact.contact.ContactService;
import org.springframework.stereotype.Service;

/**
 * Lets functions process the messages of chats. Processing concerns the messages that participants send from then on,
 * for the rest of the chat, whatever contact it is in.
 */
@Service
public class MessageProcessingService {

    private final ContactService contacts;
    private final InvocableFunctions functions;
    private final HeldMessageService held;

    MessageProcessingService(ContactService contacts, InvocableFunctions functions, HeldMessageService held) {
        this.contacts = contacts;
        this.functions = functions;
        this.held = held;
    }

    /**
     * Starts processing, or replaces the function and the failure mode for further messages.
     *
     * @throws InvalidRequestException if the contact is not an active chat
     * @throws ResourceNotFoundException if the instance has no such contact, or may not invoke the function
     */
    public void start(
            InstanceId instance,
            ContactId contact,
            String processorArn,
            ContactMediaProcessingFailureMode failureMode) {
        var session = requireChat(instance, contact);
        if (functions.find(instance, processorArn).isEmpty()) {
            throw new ResourceNotFoundException(
                    "ProcessorArn is not a function that instance %s may invoke".formatted(instance));
        }
        if (!held.setProcessor(session, processorArn, failureMode)) {
            throw ended(contact);
        }
    }

    /**
     * Starts processing in a flow; returns false if the instance may not invoke the function, or the chat has ended.
     */
    public boolean start(
            InstanceId instance,
            SessionId session,
            String processorArn,
            ContactMediaProcessingFailureMode failureMode) {
        return functions.find(instance, processorArn).isPresent()
                && held.setProcessor(session, processorArn, failureMode);
    }

    /**
     * Stops processing. Messages that are held are still processed. Stopping it again has no effect.
     *
     * @throws InvalidRequestException if the contact is not an active chat
     * @throws ResourceNotFoundException if the instance has no such contact
     */
    public void stop(InstanceId instance, ContactId contact) {
        if (!stop(requireChat(instance, contact))) {
            throw ended(contact);
        }
    }

    /** Stops processing in a flow; returns false if the chat has ended. */
    public boolean stop(SessionId session) {
        return held.removeProcessor(session);
    }

    private SessionId requireChat(InstanceId instance, ContactId contact) {
        var found = contacts.describe(instance, contact);
        if (found.channel() != Channel.CHAT) {
            throw new InvalidRequestException("Contact %s is not a chat".formatted(contact));
        }
        return found.session();
    }

    private static InvalidRequestException ended(ContactId contact) {
        return new InvalidRequestException("The chat of contact %s has ended".formatted(contact));
    }
}
