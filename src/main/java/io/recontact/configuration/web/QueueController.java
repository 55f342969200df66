package io.recontact.configuration.web;

import io.recontact.api.QueueType;
import io.recontact.configuration.Instance;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.QueueSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class QueueController {

    private final QueueService queues;

    QueueController(QueueService queues) {
        this.queues = queues;
    }

    @PutMapping("/queues/{InstanceId}")
    CreateQueue.Response createQueue(
            Caller caller, @Valid @RequestBody CreateQueue.Request request, Instance instance) {
        var created = queues.create(instance.id(), request.toNewQueue(instance.id()));
        return new CreateQueue.Response(created.arn(caller.arns()), created.id().toString());
    }

    @GetMapping("/queues/{InstanceId}/{QueueId}")
    DescribeQueue.Response describeQueue(Caller caller, Instance instance, QueueId id) {
        return DescribeQueue.Response.of(queues.require(instance.id(), id), caller.arns());
    }

    @GetMapping("/queues-summary/{InstanceId}")
    ListQueues.Response listQueues(
            Caller caller,
            @RequestParam(required = false) @Size(max = 2) @Nullable List<QueueType> queueTypes,
            Paging paging,
            Instance instance) {
        var types = queueTypes == null || queueTypes.isEmpty()
                ? EnumSet.allOf(QueueType.class)
                : EnumSet.copyOf(queueTypes);
        var page = paging.read((after, size) -> queues.page(instance.id(), types, after, size), QueueSummary::id);
        return new ListQueues.Response(
                page.map(row -> ListQueues.QueueSummary.of(instance.id(), row, caller.arns())), page.nextToken());
    }
}
