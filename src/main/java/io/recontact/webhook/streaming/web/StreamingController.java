package io.recontact.webhook.streaming.web;

import io.recontact.api.ContactId;
import io.recontact.api.ResourceName;
import io.recontact.api.StreamingId;
import io.recontact.security.Caller;
import io.recontact.webhook.streaming.ContactStreamingService;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StreamingController {

    /** restJson1 answers an operation without output with an empty object. */
    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final ContactStreamingService streams;

    StreamingController(ContactStreamingService streams) {
        this.streams = streams;
    }

    @PostMapping("/contact/start-streaming")
    StartContactStreaming.Response startContactStreaming(
            Caller caller, @Valid @RequestBody StartContactStreaming.Request request) {
        var instance = caller.instance(request.instanceId());
        var stream = streams.start(
                instance,
                ContactId.parse(instance, "ContactId", request.contactId()),
                request.chatStreamingConfiguration().streamingEndpointArn(),
                request.token());
        return new StartContactStreaming.Response(stream.toString());
    }

    @PostMapping("/contact/stop-streaming")
    Map<String, String> stopContactStreaming(Caller caller, @Valid @RequestBody StopContactStreaming.Request request) {
        var instance = caller.instance(request.instanceId());
        streams.stop(
                instance,
                ContactId.parse(instance, "ContactId", request.contactId()),
                new StreamingId(ResourceName.within(instance, "stream", "StreamingId", request.streamingId())));
        return NO_OUTPUT;
    }
}
