package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserController {

    private final InstanceService instances;
    private final UserService users;

    UserController(InstanceService instances, UserService users) {
        this.instances = instances;
        this.users = users;
    }

    @PutMapping("/users/{InstanceId}")
    CreateUser.Response createUser(Caller caller, @Valid @RequestBody CreateUser.Request request, InstanceId instance) {
        var created = users.create(instance, request.toNewUser(instances.require(instance)));
        var arn = caller.arns().user(instance, created.id().value());
        return new CreateUser.Response(created.id().toString(), arn);
    }

    @GetMapping("/users/{InstanceId}/{UserId}")
    DescribeUser.Response describeUser(Caller caller, @PathVariable("UserId") String id, InstanceId instance) {
        instances.require(instance);
        return DescribeUser.Response.of(users.require(instance, UserId.parse(instance, "UserId", id)), caller.arns());
    }

    @GetMapping("/users-summary/{InstanceId}")
    ListUsers.Response listUsers(
            Caller caller,
            @RequestParam(required = false) @Min(1) @Max(Paging.MAX) @Nullable Integer maxResults,
            @RequestParam(required = false) @Nullable String nextToken,
            InstanceId instance) {
        instances.require(instance);
        var paging = Paging.of("ListUsers", maxResults, nextToken);
        var read = users.page(instance, paging.after(), paging.toRead());
        return new ListUsers.Response(
                paging.page(read, row -> ListUsers.UserSummary.of(instance, row, caller.arns())),
                paging.next(read, ResourceSummary::id));
    }
}
