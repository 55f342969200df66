package io.recontact.configuration.web;

import static io.recontact.configuration.ResourceSpecifications.oneOf;

import io.recontact.configuration.Instance;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.QuickConnect;
import io.recontact.configuration.QuickConnectId;
import io.recontact.configuration.QuickConnectService;
import io.recontact.configuration.web.ListQuickConnects.QuickConnectSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Quick connects, and those of queues. */
@RestController
class QuickConnectController {

    /** Maximum page size of the quick connects of a queue, from the model. */
    private static final int MAX_OF_QUEUE = 100;

    private final QuickConnectService quickConnects;
    private final QueueService queues;
    private final ResourceSearch search;

    QuickConnectController(QuickConnectService quickConnects, QueueService queues, ResourceSearch search) {
        this.quickConnects = quickConnects;
        this.queues = queues;
        this.search = search;
    }

    @PutMapping("/quick-connects/{InstanceId}")
    CreateQuickConnect.Response createQuickConnect(
            Caller caller, @Valid @RequestBody CreateQuickConnect.Request request, Instance instance) {
        var created = quickConnects.create(instance.id(), request.toNewQuickConnect(instance.id()));
        return new CreateQuickConnect.Response(
                created.arn(caller.arns()), created.id().toString());
    }

    @GetMapping("/quick-connects/{InstanceId}/{QuickConnectId}")
    DescribeQuickConnect.Response describeQuickConnect(Caller caller, Instance instance, QuickConnectId id) {
        return new DescribeQuickConnect.Response(
                DescribeQuickConnect.QuickConnect.of(quickConnects.require(instance.id(), id), caller.arns()));
    }

    @GetMapping("/quick-connects/{InstanceId}")
    ListQuickConnects.Response listQuickConnects(
            Caller caller,
            @RequestParam(name = "QuickConnectTypes", required = false) @Size(max = 4) @Nullable List<QuickConnect.Type> quickConnectTypes,
            Paging paging,
            Instance instance) {
        return paging.search(quickConnects, instance.id(), oneOf("config.type", quickConnectTypes))
                .answer(quick -> QuickConnectSummary.of(quick, caller.arns()), ListQuickConnects.Response::new);
    }

    @PostMapping("/quick-connects/{InstanceId}/{QuickConnectId}/name")
    void updateQuickConnectName(
            @Valid @RequestBody UpdateQuickConnectName.Request request, Instance instance, QuickConnectId id) {
        UpdatedTexts.require(request.name(), request.description());
        quickConnects.rename(instance.id(), id, request.name(), request.description());
    }

    @PostMapping("/quick-connects/{InstanceId}/{QuickConnectId}/config")
    void updateQuickConnectConfig(
            @Valid @RequestBody UpdateQuickConnectConfig.Request request, Instance instance, QuickConnectId id) {
        quickConnects.changeConfig(
                instance.id(), id, request.quickConnectConfig().toConfig(instance.id()));
    }

    @DeleteMapping("/quick-connects/{InstanceId}/{QuickConnectId}")
    void deleteQuickConnect(Instance instance, QuickConnectId id) {
        quickConnects.delete(instance.id(), id);
    }

    @PostMapping("/search-quick-connects")
    SearchQuickConnects.Response searchQuickConnects(
            Caller caller, @Valid @RequestBody SearchQuickConnects.Request request) {
        return search.search("SearchQuickConnects", caller, quickConnects, request)
                .answer(
                        quick -> DescribeQuickConnect.QuickConnect.of(quick, caller.arns()),
                        SearchQuickConnects.Response::new);
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/associate-quick-connects")
    void associateQueueQuickConnects(
            @Valid @RequestBody AssociateQueueQuickConnects.Request request, Instance instance, QueueId id) {
        queues.associateQuickConnects(
                instance.id(),
                id,
                AssociateQueueQuickConnects.toQuickConnects(instance.id(), request.quickConnectIds()));
    }

    @PostMapping("/queues/{InstanceId}/{QueueId}/disassociate-quick-connects")
    void disassociateQueueQuickConnects(
            @Valid @RequestBody DisassociateQueueQuickConnects.Request request, Instance instance, QueueId id) {
        queues.disassociateQuickConnects(
                instance.id(),
                id,
                AssociateQueueQuickConnects.toQuickConnects(instance.id(), request.quickConnectIds()));
    }

    @GetMapping("/queues/{InstanceId}/{QueueId}/quick-connects")
    ListQueueQuickConnects.Response listQueueQuickConnects(
            Caller caller, @PageSize(MAX_OF_QUEUE) Paging paging, Instance instance, QueueId id) {
        var queue = queues.require(instance.id(), id);
        return paging.read(
                        (after, size) -> quickConnects.pageOfQueue(id, after, size),
                        quick -> quick.id().value())
                .answer(
                        quick -> QuickConnectSummary.of(quick, caller.arns()),
                        queue.lastModifiedAt(),
                        caller.arns(),
                        ListQueueQuickConnects.Response::new);
    }
}
