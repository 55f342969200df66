package io.recontact.widget;

import io.recontact.api.InstanceId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.startup.SettingBounds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The chat widget.
 *
 * @param enabled true to serve it
 * @param allowedOrigins the exact origins of the pages that may show it, such as {@code https://shop.example.com}
 * @param instanceId the instance of the chats that pages start themselves; absent if only back ends start chats
 * @param contactFlowId the flow of these chats
 * @param attributes the names of the attributes that pages may set, at most 20
 * @param startsAtOnce how many chats one address may start at once, after a pause
 * @param startEvery how long it takes until the address may start one more
 * @param continueWithin how long after its start a page may continue a chat
 * @param cleanUpEvery the pause between two clean-ups of addresses that may start all their chats again
 */
@ConfigurationProperties("recontact.widget")
public record WidgetProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue List<String> allowedOrigins,
        @Nullable UUID instanceId,
        @Nullable UUID contactFlowId,
        @DefaultValue List<String> attributes,
        @DefaultValue("10") int startsAtOnce,
        @DefaultValue("30s") Duration startEvery,
        @DefaultValue("7d") Duration continueWithin,
        @DefaultValue("10m") Duration cleanUpEvery) {

    private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final int MAX_ATTRIBUTES = 20;

    /** Where chats that pages start begin. */
    public record Destination(InstanceId instance, ContactFlowId flow) {}

    /** Refuses settings that would allow more than they seem to, or nothing. */
    public WidgetProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        attributes = List.copyOf(attributes);
        for (var origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "recontact.widget.allowed-origins must have exact origins in lower case, such as"
                                + " https://shop.example.com, not '%s'".formatted(origin));
            }
        }
        if ((instanceId == null) != (contactFlowId == null)) {
            throw new IllegalArgumentException(
                    "recontact.widget.instance-id and recontact.widget.contact-flow-id belong together");
        }
        if (attributes.size() > MAX_ATTRIBUTES
                || !attributes.stream().allMatch(name -> ATTRIBUTE.matcher(name).matches())) {
            throw new IllegalArgumentException(
                    "recontact.widget.attributes must have at most %d names of letters, digits, dash and underscore"
                            .formatted(MAX_ATTRIBUTES));
        }
        SettingBounds.requirePositive("recontact.widget.starts-at-once", startsAtOnce);
        SettingBounds.requirePositive("recontact.widget.start-every", startEvery);
        SettingBounds.requirePositive("recontact.widget.continue-within", continueWithin);
        SettingBounds.requirePositive("recontact.widget.clean-up-every", cleanUpEvery);
    }

    /** Returns where chats that pages start begin; empty if only back ends start chats. */
    public Optional<Destination> destination() {
        return instanceId == null || contactFlowId == null
                ? Optional.empty()
                : Optional.of(new Destination(new InstanceId(instanceId), new ContactFlowId(contactFlowId)));
    }
}
