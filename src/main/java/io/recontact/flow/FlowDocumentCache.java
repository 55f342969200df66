package io.recontact.flow;

import io.recontact.api.InvalidContactFlowException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.FlowPublication;
import io.recontact.contact.LiveContact;
import io.recontact.flow.language.FlowDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The documents of publications, which never change: those used last are kept. */
@Component
class FlowDocumentCache {

    private static final Logger log = LoggerFactory.getLogger(FlowDocumentCache.class);
    private static final int KEPT = 200;

    private final ContactFlowService flows;
    private final Map<UUID, FlowDocument> parsed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, FlowDocument> eldest) {
            return size() > KEPT;
        }
    };

    FlowDocumentCache(ContactFlowService flows) {
        this.flows = flows;
    }

    /** What a contact runs that begins now: what is published of the flow that it names. */
    Optional<FlowPublication> findRunnable(LiveContact segment) {
        return Optional.ofNullable(segment.flow())
                .flatMap(flow -> flows.findRunnable(segment.instance(), new ContactFlowId(flow)));
    }

    /** The document of a publication; empty if it cannot run, as one from a time when less was checked. */
    Optional<FlowDocument> of(UUID publication) {
        var known = known(publication);
        return known == null ? of(flows.publication(publication)) : Optional.of(known);
    }

    Optional<FlowDocument> of(FlowPublication publication) {
        try {
            var document = FlowDocument.parse(publication.content());
            synchronized (parsed) {
                parsed.put(publication.id(), document);
            }
            return Optional.of(document);
        } catch (InvalidContactFlowException e) {
            log.warn(
                    "Publication {} of flow {} cannot run: it has {} problems",
                    publication.id(),
                    publication.flow(),
                    e.problems().size());
            return Optional.empty();
        }
    }

    private @Nullable FlowDocument known(UUID publication) {
        synchronized (parsed) {
            return parsed.get(publication);
        }
    }
}
