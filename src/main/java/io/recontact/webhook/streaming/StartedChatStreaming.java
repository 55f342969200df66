package io.recontact.webhook.streaming;

import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import io.recontact.contact.ChatStreaming;
import io.recontact.webhook.StreamingEndpoints;
import org.springframework.stereotype.Service;

/** Begins the streams that StartChatContact asks for. */
@Service
class StartedChatStreaming implements ChatStreaming {

    private final StreamingEndpoints endpoints;
    private final StreamRepository streams;

    StartedChatStreaming(StreamingEndpoints endpoints, StreamRepository streams) {
        this.endpoints = endpoints;
        this.streams = streams;
    }

    @Override
    public void requireEndpoint(String arn) {
        endpoints.require(arn);
    }

    @Override
    public void begin(StreamingId stream, SessionId session, InstanceId instance, String endpointArn) {
        streams.insertWithChat(new StreamRow(stream.value(), instance, session, endpointArn, StartFrom.FIRST_ITEM));
    }
}
