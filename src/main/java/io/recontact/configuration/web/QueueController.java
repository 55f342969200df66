package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.QueueSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QueueController {

    private final InstanceService instances;
    private final QueueService queues;

    QueueController(InstanceService instances, QueueService queues) {
        this.instances = instances;
        this.queues = queues;
    }

    @PutMapping("/queues/{InstanceId}")
    CreateQueue.Response createQueue(
            Caller caller, @Valid @RequestBody CreateQueue.Request request, InstanceId instance) {
        instances.require(instance);
        var created = queues.create(instance, request.toNewQueue(instance));
        var arn = caller.arns().queue(instance, created.type(), created.id().value());
        return new CreateQueue.Response(arn, created.id().toString());
    }

    @GetMapping("/queues/{InstanceId}/{QueueId}")
    DescribeQueue.Response describeQueue(Caller caller, @PathVariable("QueueId") String id, InstanceId instance) {
        instances.require(instance);
        return DescribeQueue.Response.of(
                queues.require(instance, QueueId.parse(instance, "QueueId", id)), caller.arns());
    }

    @GetMapping("/queues-summary/{InstanceId}")
    ListQueues.Response listQueues(
            Caller caller,
            @RequestParam(required = false) @Size(max = 2) @Nullable List<QueueType> queueTypes,
            @RequestParam(required = false) @Min(1) @Max(Paging.MAX) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var types = queueTypes == null || queueTypes.isEmpty()
                ? EnumSet.allOf(QueueType.class)
                : EnumSet.copyOf(queueTypes);
        var paging = Paging.of("ListQueues", maxResults, nextToken);
        var read = queues.page(instance, types, paging.after(), paging.toRead());
        return new ListQueues.Response(
                paging.page(read, row -> ListQueues.QueueSummary.of(instance, row, caller.arns())),
                paging.next(read, QueueSummary::id));
    }
}
