package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.NewQuickConnect;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QuickConnect;
import io.recontact.configuration.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateQuickConnect.html">CreateQuickConnect</a>.
 */
interface CreateQuickConnect {

    record Request(
            @NotNull @Size(min = 1, max = 127) String name,
            @Size(min = 1, max = 250) @Nullable String description,
            @NotNull @Valid QuickConnectConfig quickConnectConfig,
            @Tags @Nullable Map<String, String> tags) {

        NewQuickConnect toNewQuickConnect(InstanceId instance) {
            return new NewQuickConnect(name, description, quickConnectConfig.toConfig(instance), tags);
        }
    }

    record QuickConnectConfig(
            @NotNull QuickConnect.Type quickConnectType,
            @Valid @Nullable UserQuickConnectConfig userConfig,
            @Valid @Nullable QueueQuickConnectConfig queueConfig,
            @Valid @Nullable PhoneNumberQuickConnectConfig phoneConfig,
            @Valid @Nullable FlowQuickConnectConfig flowConfig) {

        static QuickConnectConfig of(QuickConnect.Config config) {
            var type = config.type();
            var flow = Objects.toString(config.contactFlowId(), "");
            return new QuickConnectConfig(
                    type,
                    config.userId() == null
                            ? null
                            : new UserQuickConnectConfig(config.userId().toString(), flow),
                    config.queueId() == null
                            ? null
                            : new QueueQuickConnectConfig(config.queueId().toString(), flow),
                    config.phoneNumber() == null ? null : new PhoneNumberQuickConnectConfig(config.phoneNumber()),
                    type == QuickConnect.Type.FLOW ? new FlowQuickConnectConfig(flow) : null);
        }

        /** Refuses a config without the member of its type, and one with that of another type. */
        QuickConnect.Config toConfig(InstanceId instance) {
            var given = Stream.of(userConfig, queueConfig, phoneConfig, flowConfig)
                    .filter(Objects::nonNull)
                    .count();
            return switch (quickConnectType) {
                case USER -> only("UserConfig", userConfig, given).toConfig(instance);
                case QUEUE -> only("QueueConfig", queueConfig, given).toConfig(instance);
                case PHONE_NUMBER ->
                    QuickConnect.Config.ofPhoneNumber(
                            only("PhoneConfig", phoneConfig, given).phoneNumber());
                case FLOW ->
                    QuickConnect.Config.ofFlow(
                            flow(instance, only("FlowConfig", flowConfig, given).contactFlowId()));
            };
        }

        private <T> T only(String member, @Nullable T config, long given) {
            if (config == null || given != 1) {
                throw new InvalidParameterException("QuickConnectConfig of type %s has the member %s, and no other"
                        .formatted(quickConnectType, member));
            }
            return config;
        }
    }

    record UserQuickConnectConfig(
            @NotNull String userId,
            @NotNull @Size(max = 500) String contactFlowId) {

        QuickConnect.Config toConfig(InstanceId instance) {
            return QuickConnect.Config.ofUser(
                    UserId.parse(instance, "UserConfig.UserId", userId), flow(instance, contactFlowId));
        }
    }

    record QueueQuickConnectConfig(
            @NotNull String queueId,
            @NotNull @Size(max = 500) String contactFlowId) {

        QuickConnect.Config toConfig(InstanceId instance) {
            return QuickConnect.Config.ofQueue(
                    QueueId.parse(instance, "QueueConfig.QueueId", queueId), flow(instance, contactFlowId));
        }
    }

    record PhoneNumberQuickConnectConfig(
            @NotNull @Pattern(regexp = "\\+[1-9]\\d{1,14}") String phoneNumber) {}

    record FlowQuickConnectConfig(@NotNull @Size(max = 500) String contactFlowId) {}

    private static ContactFlowId flow(InstanceId instance, String text) {
        return ContactFlowId.parse(instance, "ContactFlowId", text);
    }

    record Response(String quickConnectARN, String quickConnectId) {}
}
