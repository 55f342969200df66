package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;

/**
 * Streams a chat to an HTTP endpoint from its first item on. StartChatContact needs it; the module webhook, which
 * depends on this one, implements it.
 */
public interface ChatStreaming {

    /**
     * Checks the endpoint that a request names.
     *
     * @throws InvalidParameterException if the settings have no such endpoint
     */
    void requireEndpoint(String arn);

    /** Begins a stream in the transaction that starts its chat. */
    void begin(StreamingId stream, SessionId session, InstanceId instance, String endpointArn);
}
