package io.recontact.configuration;

import io.recontact.api.Channel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How contacts reach a user, by channel. The limit of after-contact work is honoured; the rest is kept for callers that
 * ask. Stored as it was given.
 */
public record ChannelSettings(
        @Nullable List<AutoAcceptConfig> autoAcceptConfigs,
        @Nullable List<AfterContactWorkConfigPerChannel> afterContactWorkConfigs,
        @Nullable List<PhoneNumberConfig> phoneNumberConfigs,
        @Nullable List<PersistentConnectionConfig> persistentConnectionConfigs,
        @Nullable List<VoiceEnhancementConfig> voiceEnhancementConfigs) {

    /** Of a user without any. */
    public static final ChannelSettings NONE = new ChannelSettings(null, null, null, null, null);

    /** Whether contacts of a channel are accepted on the agent's behalf. */
    public record AutoAcceptConfig(
            @NotNull Channel channel,
            @NotNull Boolean autoAccept,
            @Nullable Boolean agentFirstCallbackAutoAccept) {}

    /** How long the work after contacts of a channel may take. */
    public record AfterContactWorkConfigPerChannel(
            @NotNull Channel channel,
            @NotNull @Valid AfterContactWorkConfig afterContactWorkConfig,
            @Valid @Nullable AfterContactWorkConfig agentFirstCallbackAfterContactWorkConfig) {}

    /** In seconds; 0 for any number of them. If absent, what the user has for all channels counts. */
    public record AfterContactWorkConfig(@Min(0) @Nullable Integer afterContactWorkTimeLimit) {}

    /** What contacts of a channel are taken with. */
    public record PhoneNumberConfig(
            @NotNull Channel channel,
            @NotNull User.PhoneType phoneType,
            @Pattern(regexp = "\\+[1-9]\\d{1,14}") @Nullable String phoneNumber) {}

    /** Whether a connection stays open between contacts of a channel. */
    public record PersistentConnectionConfig(
            @NotNull Channel channel, @NotNull Boolean persistentConnection) {}

    /** What is done to the sound of contacts of a channel. */
    public record VoiceEnhancementConfig(
            @NotNull Channel channel, @NotNull VoiceEnhancementMode voiceEnhancementMode) {}

    /** What may be done to sound. */
    public enum VoiceEnhancementMode {
        VOICE_ISOLATION,
        NOISE_SUPPRESSION,
        NONE
    }
}
