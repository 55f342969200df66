package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.contact.TaskService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The operations on active tasks. */
@RestController
class TaskController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final TaskService tasks;

    TaskController(TaskService tasks) {
        this.tasks = tasks;
    }

    @PostMapping("/contact/schedule")
    Map<String, String> updateContactSchedule(
            Caller caller, @Valid @RequestBody UpdateContactSchedule.Request request) {
        var instance = caller.instance(request.instanceId());
        tasks.schedule(instance, ContactId.parse(instance, "ContactId", request.contactId()), request.scheduledTime());
        return NO_OUTPUT;
    }

    @PostMapping("/contact/pause")
    Map<String, String> pauseContact(Caller caller, @Valid @RequestBody PauseContact.Request request) {
        var instance = caller.instance(request.instanceId());
        tasks.pause(
                instance,
                ContactId.parse(instance, "ContactId", request.contactId()),
                flow(instance, request.contactFlowId()));
        return NO_OUTPUT;
    }

    @PostMapping("/contact/resume")
    Map<String, String> resumeContact(Caller caller, @Valid @RequestBody ResumeContact.Request request) {
        var instance = caller.instance(request.instanceId());
        tasks.resume(
                instance,
                ContactId.parse(instance, "ContactId", request.contactId()),
                flow(instance, request.contactFlowId()));
        return NO_OUTPUT;
    }

    @PostMapping("/contact/transfer")
    TransferContact.Response transferContact(Caller caller, @Valid @RequestBody TransferContact.Request request) {
        var instance = caller.instance(request.instanceId());
        var next = tasks.transfer(instance, request.toTaskTransfer(instance), request.token());
        return new TransferContact.Response(next.toString(), caller.arns().of(instance, next));
    }

    private static @Nullable ContactFlowId flow(InstanceId instance, @Nullable String text) {
        return text == null ? null : ContactFlowId.parse(instance, "ContactFlowId", text);
    }
}
