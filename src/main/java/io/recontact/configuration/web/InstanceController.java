package io.recontact.configuration.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/instance")
class InstanceController {

    private final InstanceService instances;

    InstanceController(InstanceService instances) {
        this.instances = instances;
    }

    @PutMapping
    CreateInstance.Response createInstance(Caller caller, @Valid @RequestBody CreateInstance.Request request) {
        if (!caller.mayAccessAll()) {
            throw new AccessDeniedException("A key that is limited to instances may not create one");
        }
        var id = instances.create(request.toNewInstance(), request.clientToken());
        return new CreateInstance.Response(id.toString(), caller.arns().instance(id));
    }

    @GetMapping("/{InstanceId}")
    DescribeInstance.Response describeInstance(Caller caller, InstanceId instance) {
        return DescribeInstance.Response.of(instances.require(instance), caller.arns());
    }

    @GetMapping
    ListInstances.Response listInstances(Caller caller, @PageSize(10) Paging paging) {
        return paging.read(
                        (after, size) -> caller.mayAccessAll()
                                ? instances.page(after, size)
                                : instances.pageOf(caller.instances(), after, size),
                        instance -> instance.id().value())
                .answer(
                        instance -> ListInstances.InstanceSummary.of(instance, caller.arns()),
                        ListInstances.Response::new);
    }

    @DeleteMapping("/{InstanceId}")
    Map<String, String> deleteInstance(
            @RequestParam(required = false) @Size(max = 500) @Nullable String clientToken, InstanceId instance) {
        instances.delete(instance, clientToken);
        return Map.of();
    }
}
