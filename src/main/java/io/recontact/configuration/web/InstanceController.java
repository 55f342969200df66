package io.recontact.configuration.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InstanceId;
import io.recontact.api.NextToken;
import io.recontact.configuration.InstanceService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

    private static final String LIST = "ListInstances";

    /** Maximum and default page size, from the model. */
    private static final int MAX_PAGE = 10;

    private final InstanceService instances;

    InstanceController(InstanceService instances) {
        this.instances = instances;
    }

    @PutMapping
    CreateInstance.Response createInstance(Caller caller, @Valid @RequestBody CreateInstance.Request request) {
        if (!caller.mayAccessAll()) {
            throw new AccessDeniedException("A key that is limited to instances may not create one");
        }
        var id = instances.create(request.toNewInstance(), request.token());
        return new CreateInstance.Response(id.toString(), caller.arns().instance(id));
    }

    @GetMapping("/{InstanceId}")
    DescribeInstance.Response describeInstance(Caller caller, InstanceId instance) {
        return DescribeInstance.Response.of(instances.require(instance), caller.arns());
    }

    @GetMapping
    ListInstances.Response listInstances(
            Caller caller,
            @RequestParam(required = false) @Min(1) @Max(MAX_PAGE) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken) {
        var size = maxResults == null ? MAX_PAGE : maxResults;
        var after = NextToken.parse(LIST, nextToken);
        var page = caller.mayAccessAll()
                ? instances.page(after, size + 1)
                : instances.pageOf(caller.instances(), after, size + 1);
        var next = page.size() > size
                ? NextToken.after(LIST, page.get(size - 1).id().value())
                : null;
        return new ListInstances.Response(
                page.stream()
                        .limit(size)
                        .map(instance -> ListInstances.InstanceSummary.of(instance, caller.arns()))
                        .toList(),
                next);
    }

    @DeleteMapping("/{InstanceId}")
    Map<String, String> deleteInstance(
            @RequestParam(required = false) @Size(max = 500) @Nullable String clientToken, InstanceId instance) {
        var token = clientToken == null || clientToken.isEmpty() ? null : clientToken;
        instances.delete(instance, token);
        return Map.of();
    }
}
