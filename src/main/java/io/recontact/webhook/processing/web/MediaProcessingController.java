package io.recontact.webhook.processing.web;

import io.recontact.api.ContactId;
import io.recontact.security.Caller;
import io.recontact.webhook.MessageProcessingService;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MediaProcessingController {

    /** restJson1 answers an operation without output with an empty object. */
    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final MessageProcessingService processing;

    MediaProcessingController(MessageProcessingService processing) {
        this.processing = processing;
    }

    @PostMapping("/contact/start-contact-media-processing")
    Map<String, String> startContactMediaProcessing(
            Caller caller, @Valid @RequestBody StartContactMediaProcessing.Request request) {
        var instance = caller.instance(request.instanceId());
        processing.start(
                instance,
                ContactId.parse(instance, "ContactId", request.contactId()),
                request.processorArn(),
                request.mode());
        return NO_OUTPUT;
    }

    @PostMapping("/contact/stop-contact-media-processing")
    Map<String, String> stopContactMediaProcessing(
            Caller caller, @Valid @RequestBody StopContactMediaProcessing.Request request) {
        var instance = caller.instance(request.instanceId());
        processing.stop(instance, ContactId.parse(instance, "ContactId", request.contactId()));
        return NO_OUTPUT;
    }
}
