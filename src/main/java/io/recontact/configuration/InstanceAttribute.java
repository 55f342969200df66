package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.util.Arrays;

/** The attributes of an instance, all of which are true or false. They are stored and returned only. */
public enum InstanceAttribute {
    /** InboundCallsEnabled of DescribeInstance. */
    INBOUND_CALLS(false),
    /** OutboundCallsEnabled of DescribeInstance. */
    OUTBOUND_CALLS(false),
    CONTACTFLOW_LOGS(false),
    CONTACT_LENS(true),
    AUTO_RESOLVE_BEST_VOICES(true),
    USE_CUSTOM_TTS_VOICES(false),
    EARLY_MEDIA(true),
    MULTI_PARTY_CONFERENCE(false),
    AUTO_MUTE_AGENT_ON_HOLD(false),
    HIGH_VOLUME_OUTBOUND(false),
    ENHANCED_CONTACT_MONITORING(false),
    ENHANCED_CHAT_MONITORING(false),
    MULTI_PARTY_CHAT_CONFERENCE(false),
    MESSAGE_STREAMING(false);

    private final boolean byDefault;

    InstanceAttribute(boolean byDefault) {
        this.byDefault = byDefault;
    }

    /**
     * Parses the name of an attribute. Spring's conversion would accept other spellings.
     *
     * @throws InvalidParameterException if no attribute has the name
     */
    public static InstanceAttribute parse(String name) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidParameterException("AttributeType is not one of the values it may have"));
    }

    /** Returns its value in a new instance. */
    boolean byDefault() {
        return byDefault;
    }
}
