package io.recontact.testing;

import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import io.recontact.contact.ChatStreaming;

/** Stands for the module webhook, which streams chats, in tests of the modules below it: no chat has a stream. */
public final class StreamlessChats implements ChatStreaming {

    @Override
    public void requireEndpoint(String arn) {}

    @Override
    public void begin(StreamingId stream, SessionId session, InstanceId instance, String endpointArn) {}
}
