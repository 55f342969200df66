package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.ChannelSettings.AfterContactWorkConfigPerChannel;
import io.recontact.configuration.ChannelSettings.AutoAcceptConfig;
import io.recontact.configuration.ChannelSettings.PersistentConnectionConfig;
import io.recontact.configuration.ChannelSettings.PhoneNumberConfig;
import io.recontact.configuration.ChannelSettings.VoiceEnhancementConfig;
import io.recontact.configuration.SecurityProfileId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeUser.html">DescribeUser</a>.
 */
interface DescribeUser {

    record Response(User user) {

        static Response of(io.recontact.configuration.User user, Arns arns) {
            var identity = user.identity();
            var phone = user.phone();
            var settings = user.channelSettings();
            return new Response(new User(
                    user.id().toString(),
                    user.arn(arns),
                    user.username(),
                    identity == null ? null : CreateUser.UserIdentityInfo.of(identity),
                    phone == null ? null : CreateUser.UserPhoneConfig.of(phone),
                    user.directoryUserId(),
                    user.securityProfileIds().stream()
                            .map(SecurityProfileId::toString)
                            .toList(),
                    user.routingProfileId().toString(),
                    user.hierarchyGroupId() == null
                            ? null
                            : user.hierarchyGroupId().toString(),
                    user.tags(),
                    settings.autoAcceptConfigs(),
                    settings.afterContactWorkConfigs(),
                    settings.phoneNumberConfigs(),
                    settings.persistentConnectionConfigs(),
                    settings.voiceEnhancementConfigs(),
                    user.lastModifiedAt(),
                    arns.region()));
        }
    }

    record User(
            String id,
            String arn,
            String username,
            CreateUser.@Nullable UserIdentityInfo identityInfo,
            CreateUser.@Nullable UserPhoneConfig phoneConfig,
            @Nullable String directoryUserId,
            List<String> securityProfileIds,
            String routingProfileId,
            @Nullable String hierarchyGroupId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            @Nullable List<AutoAcceptConfig> autoAcceptConfigs,
            @Nullable List<AfterContactWorkConfigPerChannel> afterContactWorkConfigs,
            @Nullable List<PhoneNumberConfig> phoneNumberConfigs,
            @Nullable List<PersistentConnectionConfig> persistentConnectionConfigs,
            @Nullable List<VoiceEnhancementConfig> voiceEnhancementConfigs,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
