package io.recontact.configuration.web;

import io.recontact.configuration.ChannelSettings;
import io.recontact.configuration.ChannelSettings.AfterContactWorkConfigPerChannel;
import io.recontact.configuration.ChannelSettings.AutoAcceptConfig;
import io.recontact.configuration.ChannelSettings.PersistentConnectionConfig;
import io.recontact.configuration.ChannelSettings.PhoneNumberConfig;
import io.recontact.configuration.ChannelSettings.VoiceEnhancementConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserConfig.html">UpdateUserConfig</a>.
 */
interface UpdateUserConfig {

    record Request(
            @Nullable List<@NotNull @Valid AutoAcceptConfig> autoAcceptConfigs,
            @Nullable List<@NotNull @Valid AfterContactWorkConfigPerChannel> afterContactWorkConfigs,
            @Nullable List<@NotNull @Valid PhoneNumberConfig> phoneNumberConfigs,
            @Nullable List<@NotNull @Valid PersistentConnectionConfig> persistentConnectionConfigs,
            @Nullable List<@NotNull @Valid VoiceEnhancementConfig> voiceEnhancementConfigs) {

        ChannelSettings toSettings() {
            return new ChannelSettings(
                    autoAcceptConfigs,
                    afterContactWorkConfigs,
                    phoneNumberConfigs,
                    persistentConnectionConfigs,
                    voiceEnhancementConfigs);
        }
    }
}
