package io.recontact.flow;

import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.ResourceType;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.Publication;
import io.recontact.configuration.PublicationId;
import io.recontact.contact.LiveContact;
import io.recontact.flow.language.FlowDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Caches the parsed documents of the publications used last. Publications never change. */
@Component
class FlowDocumentCache {

    private static final Logger log = LoggerFactory.getLogger(FlowDocumentCache.class);
    private static final int MAX_ENTRIES = 200;

    private final ContactFlowService flows;
    private final Map<PublicationId, FlowDocument> parsed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicationId, FlowDocument> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    FlowDocumentCache(ContactFlowService flows) {
        this.flows = flows;
    }

    /** Finds the publication that a contact runs if it begins now. */
    Optional<Publication> findRunnable(LiveContact contact) {
        return Optional.ofNullable(contact.flow())
                .flatMap(flow -> flows.findRunnable(contact.instance(), new ContactFlowId(flow)));
    }

    /** Returns the document of a publication; empty if it was published by a version that accepted it. */
    Optional<FlowDocument> of(PublicationId publication) {
        var cached = cached(publication);
        return cached == null ? of(flows.publication(publication)) : Optional.of(cached);
    }

    Optional<FlowDocument> of(Publication publication) {
        try {
            var document = publication.resourceType() == ResourceType.CONTACT_FLOW_MODULE
                    ? FlowDocument.parseModule(publication.content(), false)
                    : FlowDocument.parse(publication.content());
            synchronized (parsed) {
                parsed.put(publication.id(), document);
            }
            return Optional.of(document);
        } catch (InvalidContactFlowException e) {
            log.warn(
                    "Publication {} of flow {} cannot run: this version finds {} problems in it",
                    publication.id(),
                    publication.resourceId(),
                    e.problems().size());
            return Optional.empty();
        }
    }

    private @Nullable FlowDocument cached(PublicationId publication) {
        synchronized (parsed) {
            return parsed.get(publication);
        }
    }
}
