package io.recontact.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of an instance or of a resource of an instance.
 *
 * @param type the type of the resource; null for the instance itself
 * @param id the id of the resource, or of the instance
 */
public record ResourceArn(InstanceId instance, @Nullable ResourceType type, UUID id) {

    /**
     * Parses an ARN.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if the text is not the ARN of an instance or of a known type of resource
     */
    public static ResourceArn parse(String member, String text) {
        return ResourceName.arn(member, text);
    }
}
