package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.NewQueue;
import io.recontact.configuration.Queue;
import io.recontact.configuration.Queue.EmailAddressConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateQueue.html">CreateQueue</a>.
 */
interface CreateQueue {

    record Request(
            @NotNull @Size(min = 1, max = 127) String name,
            @Size(min = 1, max = 250) @Nullable String description,
            @Valid @Nullable OutboundCallerConfig outboundCallerConfig,
            @Valid @Nullable OutboundEmailConfig outboundEmailConfig,
            @NotNull String hoursOfOperationId,
            @Min(0) @Nullable Integer maxContacts,
            @Size(min = 1, max = 50) @Nullable List<@NotNull String> quickConnectIds,
            @Size(min = 1, max = 50) @Nullable List<@NotNull @Valid EmailAddressConfig> emailAddressesConfig,
            @Tags @Nullable Map<String, String> tags) {

        NewQueue toNewQueue(InstanceId instance) {
            return new NewQueue(
                    name,
                    description,
                    HoursOfOperationId.parse(instance, "HoursOfOperationId", hoursOfOperationId),
                    maxContacts,
                    outboundCallerConfig == null ? null : outboundCallerConfig.toCaller(instance),
                    email(),
                    quickConnectIds == null
                            ? Set.of()
                            : AssociateQueueQuickConnects.toQuickConnects(instance, quickConnectIds),
                    tags);
        }

        private Queue.Email email() {
            return new Queue.Email(
                    outboundEmailConfig == null ? null : outboundEmailConfig.outboundEmailAddressId(),
                    emailAddressesConfig == null ? List.of() : emailAddressesConfig);
        }
    }

    record OutboundEmailConfig(
            @Size(min = 1, max = 500) @Nullable String outboundEmailAddressId) {}

    record OutboundCallerConfig(
            @Size(min = 1, max = 255) @Nullable String outboundCallerIdName,
            @Nullable String outboundCallerIdNumberId,
            @Size(max = 500) @Nullable String outboundFlowId) {

        static OutboundCallerConfig of(Queue.OutboundCaller caller) {
            var flow = caller.flowId();
            return new OutboundCallerConfig(caller.name(), caller.numberId(), flow == null ? null : flow.toString());
        }

        Queue.OutboundCaller toCaller(InstanceId instance) {
            return new Queue.OutboundCaller(
                    outboundCallerIdName,
                    outboundCallerIdNumberId,
                    outboundFlowId == null
                            ? null
                            : ContactFlowId.parse(instance, "OutboundCallerConfig.OutboundFlowId", outboundFlowId)
                                    .value());
        }
    }

    record Response(String queueArn, String queueId) {}
}
