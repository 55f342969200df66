package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserController {

    private final UserService users;

    UserController(UserService users) {
        this.users = users;
    }

    @PutMapping("/users/{InstanceId}")
    CreateUser.Response createUser(Caller caller, @Valid @RequestBody CreateUser.Request request, Instance instance) {
        var created = users.create(instance.id(), request.toNewUser(instance));
        return new CreateUser.Response(created.id().toString(), created.arn(caller.arns()));
    }

    @GetMapping("/users/{InstanceId}/{UserId}")
    DescribeUser.Response describeUser(Caller caller, Instance instance, UserId id) {
        return DescribeUser.Response.of(users.require(instance.id(), id), caller.arns());
    }

    @GetMapping("/users-summary/{InstanceId}")
    ListUsers.Response listUsers(Caller caller, Paging paging, Instance instance) {
        var page = paging.read((after, size) -> users.page(instance.id(), after, size), ResourceSummary::id);
        return new ListUsers.Response(
                page.map(row -> ListUsers.UserSummary.of(instance.id(), row, caller.arns())), page.nextToken());
    }
}
