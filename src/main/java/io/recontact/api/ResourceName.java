package io.recontact.api;

import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id or ARN of a resource, as callers may write it. Amazon Connect accepts an ARN wherever it accepts an id. */
public final class ResourceName {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:connect:[a-z0-9-]*:[0-9]*:instance/(?<instance>[^/]+)(/(?<kind>queue/agent|[a-z-]+)/(?<id>[^/]+))?");

    private ResourceName() {}

    /**
     * Parses the id or ARN of an instance.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if the text is neither an id nor the ARN of an instance
     */
    public static UUID instance(String member, String text) {
        if (text.startsWith("arn:")) {
            var arn = ARN.matcher(text);
            if (!arn.matches() || arn.group("kind") != null) {
                throw new InvalidParameterException("%s is not the ARN of an instance".formatted(member));
            }
            return uuid(member, arn.group("instance"));
        }
        return uuid(member, text);
    }

    /**
     * Parses the id or ARN of a resource of one kind, such as {@code contact} or {@code contact-flow}.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if the text is neither an id nor the ARN of such a resource
     * @throws ResourceNotFoundException if the ARN belongs to another instance
     */
    public static UUID within(InstanceId instance, String kind, String member, String text) {
        var id = anywhere(kind, member, text);
        var arn = ARN.matcher(text);
        if (arn.matches() && !uuid(member, arn.group("instance")).equals(instance.value())) {
            throw new ResourceNotFoundException("%s belongs to another instance than %s".formatted(member, instance));
        }
        return id;
    }

    /**
     * Parses the id or ARN of a resource of one kind, of any instance.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if the text is neither an id nor the ARN of such a resource
     */
    public static UUID anywhere(String kind, String member, String text) {
        if (!text.startsWith("arn:")) {
            return uuid(member, text);
        }
        var arn = ARN.matcher(text);
        if (!arn.matches() || !isOf(kind, arn.group("kind"))) {
            throw new InvalidParameterException("%s is not the ARN of a %s".formatted(member, kind));
        }
        return uuid(member, arn.group("id"));
    }

    static ResourceArn arn(String member, String text) {
        var arn = ARN.matcher(text);
        if (!arn.matches()) {
            throw new InvalidParameterException("%s is not the ARN of a resource".formatted(member));
        }
        var instance = new InstanceId(uuid(member, arn.group("instance")));
        var kind = arn.group("kind");
        if (kind == null) {
            return new ResourceArn(instance, null, instance.value());
        }
        var type = Arrays.stream(ResourceType.values())
                .filter(candidate -> isOf(candidate.arnPart(), kind))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException(
                        "%s is the ARN of a type of resource that this service does not have".formatted(member)));
        return new ResourceArn(instance, type, uuid(member, arn.group("id")));
    }

    /** An agent queue is a queue as well. */
    private static boolean isOf(String kind, @Nullable String named) {
        return kind.equals(named) || (kind.equals("queue") && "queue/agent".equals(named));
    }

    private static UUID uuid(String member, @Nullable String text) {
        if (text == null || !ID.matcher(text).matches()) {
            throw new InvalidParameterException("%s is not a well-formed id".formatted(member));
        }
        return UUID.fromString(text);
    }
}
