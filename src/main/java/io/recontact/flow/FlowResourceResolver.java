package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceName;
import io.recontact.api.ServiceException;
import java.util.Optional;
import java.util.UUID;

/** What flows name, by id or ARN. */
final class FlowResourceResolver {

    private FlowResourceResolver() {}

    /** The id; empty if it is none, or of another kind or instance. */
    static Optional<UUID> parse(String kind, InstanceId instance, String text) {
        try {
            return Optional.of(ResourceName.within(instance, kind, kind, text));
        } catch (ServiceException _) {
            return Optional.empty(); // the flow takes the branch of an error
        }
    }
}
