package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import io.recontact.api.ServiceException;
import java.util.Optional;
import java.util.UUID;

/** Resolves the ids and ARNs in flows. */
final class FlowResourceResolver {

    private FlowResourceResolver() {}

    /** Returns the id; empty if the text is not an id or ARN of this kind and instance. */
    static Optional<UUID> parse(String kind, InstanceId instance, String text) {
        try {
            return Optional.of(ResourceName.within(instance, kind, kind, text));
        } catch (ServiceException _) {
            return Optional.empty(); // the flow takes its error branch
        }
    }
}
