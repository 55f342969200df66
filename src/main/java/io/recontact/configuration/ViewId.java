package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.UUID;

/** The id of a view. */
public record ViewId(UUID value) implements ResourceId {

    private static final String AWS_MANAGED = "arn:aws[a-z-]*:connect:[a-z0-9-]*:aws:view/.*";

    /**
     * Parses the id or ARN of a view of the instance, which {@code :$LATEST} may follow.
     *
     * @throws InvalidParameterException if the text names the draft or a version
     * @throws ResourceNotFoundException if the text is the ARN of a view that AWS manages
     */
    public static ViewId parse(InstanceId instance, String member, String text) {
        if (text.matches(AWS_MANAGED)) {
            throw new ResourceNotFoundException(
                    "%s names a view that AWS manages, which this service does not have".formatted(member));
        }
        return new ViewId(ResourceType.VIEW.parse(instance, member, Qualifier.Reference.requireWhole(member, text)));
    }

    @Override
    public ResourceType type() {
        return ResourceType.VIEW;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
