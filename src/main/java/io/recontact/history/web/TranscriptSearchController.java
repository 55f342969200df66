package io.recontact.history.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
import io.recontact.history.TranscriptSearchService;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The search of transcripts in the admin API. */
@RestController
class TranscriptSearchController {

    private final TranscriptSearchService search;
    private final InstanceService instances;

    TranscriptSearchController(TranscriptSearchService search, InstanceService instances) {
        this.search = search;
        this.instances = instances;
    }

    @PostMapping("/admin/v1/instances/{InstanceId}/search-transcripts")
    SearchTranscripts.Response searchTranscripts(
            @Valid @RequestBody SearchTranscripts.Request request, InstanceId instance) {
        instances.require(instance);
        return SearchTranscripts.Response.of(
                search.page(request.toQuery(instance), request.pageSize(), request.nextToken()));
    }
}
