package io.recontact.configuration.web;

import static io.recontact.configuration.ResourceSpecifications.oneOf;

import io.recontact.api.QueueType;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.Instance;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.web.ListQueueEmailAddresses.EmailAddressSummary;
import io.recontact.configuration.web.ListQueues.QueueSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QueueController {

    /** Maximum page size of what belongs to a queue, from the model. */
    private static final int MAX_PARTS = 100;

    private final QueueService queues;
    private final ResourceSearch search;

    QueueController(QueueService queues, ResourceSearch search) {
        this.queues = queues;
        this.search = search;
    }

    @PutMapping("/queues/{InstanceId}")
    CreateQueue.Response createQueue(
            Caller caller, @Valid @RequestBody CreateQueue.Request request, Instance instance) {
        var created = queues.create(instance.id(), request.toNewQueue(instance.id()));
        return new CreateQueue.Response(created.arn(caller.arns()), created.id().toString());
    }

    @GetMapping("/queues/{InstanceId}/{QueueId}")
    DescribeQueue.Response describeQueue(Caller caller, Instance instance, QueueId id) {
        return new DescribeQueue.Response(DescribeQueue.Queue.of(queues.require(instance.id(), id), caller.arns()));
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/name")
    void updateQueueName(@Valid @RequestBody UpdateQueueName.Request request, Instance instance, QueueId id) {
        UpdatedTexts.require(request.name(), request.description());
        queues.rename(instance.id(), id, request.name(), request.description());
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/hours-of-operation")
    void updateQueueHoursOfOperation(
            @Valid @RequestBody UpdateQueueHoursOfOperation.Request request, Instance instance, QueueId id) {
        queues.changeHours(
                instance.id(),
                id,
                HoursOfOperationId.parse(instance.id(), "HoursOfOperationId", request.hoursOfOperationId()));
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/max-contacts")
    void updateQueueMaxContacts(
            @Valid @RequestBody UpdateQueueMaxContacts.Request request, Instance instance, QueueId id) {
        queues.changeMaxContacts(instance.id(), id, request.maxContacts());
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/status")
    void updateQueueStatus(@Valid @RequestBody UpdateQueueStatus.Request request, Instance instance, QueueId id) {
        queues.changeStatus(instance.id(), id, request.status());
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/outbound-caller-config")
    void updateQueueOutboundCallerConfig(
            @Valid @RequestBody UpdateQueueOutboundCallerConfig.Request request, Instance instance, QueueId id) {
        queues.changeOutboundCaller(
                instance.id(), id, request.outboundCallerConfig().toCaller(instance.id()));
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/outbound-email-config")
    void updateQueueOutboundEmailConfig(
            @Valid @RequestBody UpdateQueueOutboundEmailConfig.Request request, Instance instance, QueueId id) {
        queues.changeOutboundAddress(
                instance.id(), id, request.outboundEmailConfig().outboundEmailAddressId());
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/associate-email-addresses")
    void associateQueueEmailAddresses(
            @Valid @RequestBody AssociateQueueEmailAddresses.Request request, Instance instance, QueueId id) {
        queues.associateAddresses(instance.id(), id, request.emailAddressesConfig());
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/disassociate-email-addresses")
    void disassociateQueueEmailAddresses(
            @Valid @RequestBody DisassociateQueueEmailAddresses.Request request, Instance instance, QueueId id) {
        queues.disassociateAddresses(instance.id(), id, Set.copyOf(request.emailAddressesId()));
    }

    @GetMapping("/queues/{InstanceId}/{QueueId}/email-addresses")
    ListQueueEmailAddresses.Response listQueueEmailAddresses(
            Caller caller, @PageSize(MAX_PARTS) Paging paging, Instance instance, QueueId id) {
        var queue = queues.require(instance.id(), id);
        return paging.slice(EmailAddressSummary.of(queue.email()))
                .answer(queue.lastModifiedAt(), caller.arns(), ListQueueEmailAddresses.Response::new);
    }

    @DeleteMapping("/queues/{InstanceId}/{QueueId}")
    void deleteQueue(Instance instance, QueueId id) {
        queues.delete(instance.id(), id);
    }

    @PostMapping("/search-queues")
    SearchQueues.Response searchQueues(Caller caller, @Valid @RequestBody SearchQueues.Request request) {
        return search.search("SearchQueues", caller, queues, request)
                .answer(queue -> DescribeQueue.Queue.of(queue, caller.arns()), SearchQueues.Response::new);
    }

    @GetMapping("/queues-summary/{InstanceId}")
    ListQueues.Response listQueues(
            Caller caller,
            @RequestParam(required = false) @Size(max = 2) @Nullable List<QueueType> queueTypes,
            Paging paging,
            Instance instance) {
        return paging.search(queues, instance.id(), oneOf("type", queueTypes))
                .answer(queue -> QueueSummary.of(queue, caller.arns()), ListQueues.Response::new);
    }
}
