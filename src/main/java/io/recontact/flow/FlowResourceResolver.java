package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceName;
import io.recontact.api.ServiceException;
import io.recontact.configuration.Publication;
import io.recontact.configuration.Qualifier;
import io.recontact.configuration.VersionedResourceService;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Resolves the ids and ARNs in flows. */
final class FlowResourceResolver {

    private FlowResourceResolver() {}

    /**
     * Returns the id; empty if the text is not an id or ARN of this kind and instance. {@code :$LATEST} may follow,
     * which exports of the designer write.
     */
    static Optional<UUID> parse(String kind, InstanceId instance, String text) {
        var reference = Qualifier.Reference.parse(text);
        return reference.qualifier().equals(Qualifier.LATEST)
                ? id(kind, instance, reference.resource())
                : Optional.empty();
    }

    /** Returns the content that a reference to a flow, a module or a view names; empty if contacts cannot use it. */
    static <K extends ResourceId> Optional<Publication> find(
            VersionedResourceService<?, K> service, Function<UUID, K> ids, InstanceId instance, String text) {
        var reference = Qualifier.Reference.parse(text);
        return id(service.type().arnPart(), instance, reference.resource())
                .flatMap(id -> service.findRunnable(instance, ids.apply(id), reference.qualifier()));
    }

    private static Optional<UUID> id(String kind, InstanceId instance, String text) {
        try {
            return Optional.of(ResourceName.within(instance, kind, kind, text));
        } catch (ServiceException _) {
            return Optional.empty(); // the flow takes its error branch
        }
    }
}
