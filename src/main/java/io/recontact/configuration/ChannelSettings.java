package io.recontact.configuration;

import io.recontact.api.Channel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a user by channel, as the caller gave them. Automatic acceptance and the limit of after-contact work take
 * effect; the rest is stored and returned only.
 */
public record ChannelSettings(
        @Nullable List<AutoAcceptConfig> autoAcceptConfigs,
        @Nullable List<AfterContactWorkConfigPerChannel> afterContactWorkConfigs,
        @Nullable List<PhoneNumberConfig> phoneNumberConfigs,
        @Nullable List<PersistentConnectionConfig> persistentConnectionConfigs,
        @Nullable List<VoiceEnhancementConfig> voiceEnhancementConfigs) {

    /** No settings. */
    public static final ChannelSettings NONE = new ChannelSettings(null, null, null, null, null);

    /** Returns these settings with the given ones in their place; lists that are not given stay. */
    ChannelSettings replacedBy(ChannelSettings change) {
        return new ChannelSettings(
                change.autoAcceptConfigs == null ? autoAcceptConfigs : change.autoAcceptConfigs,
                change.afterContactWorkConfigs == null ? afterContactWorkConfigs : change.afterContactWorkConfigs,
                change.phoneNumberConfigs == null ? phoneNumberConfigs : change.phoneNumberConfigs,
                change.persistentConnectionConfigs == null
                        ? persistentConnectionConfigs
                        : change.persistentConnectionConfigs,
                change.voiceEnhancementConfigs == null ? voiceEnhancementConfigs : change.voiceEnhancementConfigs);
    }

    /** Automatic acceptance of contacts of a channel. */
    public record AutoAcceptConfig(
            @NotNull Channel channel,
            @NotNull Boolean autoAccept,
            @Nullable Boolean agentFirstCallbackAutoAccept) {}

    /** The limit of after-contact work in a channel. */
    public record AfterContactWorkConfigPerChannel(
            @NotNull Channel channel,
            @NotNull @Valid AfterContactWorkConfig afterContactWorkConfig,
            @Valid @Nullable AfterContactWorkConfig agentFirstCallbackAfterContactWorkConfig) {}

    /** A limit in seconds; 0 for unlimited. Without one, the user's limit for all channels applies. */
    public record AfterContactWorkConfig(@Min(0) @Nullable Integer afterContactWorkTimeLimit) {}

    /** The phone for contacts of a channel. */
    public record PhoneNumberConfig(
            @NotNull Channel channel,
            @NotNull User.PhoneType phoneType,
            @Pattern(regexp = "\\+[1-9]\\d{1,14}") @Nullable String phoneNumber) {}

    /** Persistent connection between contacts of a channel. */
    public record PersistentConnectionConfig(
            @NotNull Channel channel, @NotNull Boolean persistentConnection) {}

    /** Voice enhancement for contacts of a channel. */
    public record VoiceEnhancementConfig(
            @NotNull Channel channel, @NotNull VoiceEnhancementMode voiceEnhancementMode) {}

    /** The kind of voice enhancement. */
    public enum VoiceEnhancementMode {
        VOICE_ISOLATION,
        NOISE_SUPPRESSION,
        NONE
    }
}
