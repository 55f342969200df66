package io.recontact.testcontrol.web;

import io.recontact.api.InstanceId;
import io.recontact.api.NextToken;
import io.recontact.api.TestControlsEnabled;
import io.recontact.testcontrol.InstanceStates;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The state of instances in the test controls. */
@RestController
@TestControlsEnabled
@RequestMapping(TestControlFilter.PATH + "/instances")
class InstanceStateController {

    private static final String LIST = "ListInstanceStates";
    private static final int PAGE = 100;

    private final InstanceStates states;

    InstanceStateController(InstanceStates states) {
        this.states = states;
    }

    @GetMapping
    InstanceStateMembers.All listInstanceStates(@RequestParam(required = false) @Nullable String nextToken) {
        var page = states.page(NextToken.parse(LIST, nextToken), PAGE);
        var last = page.size() < PAGE ? null : page.getLast().id().value();
        return new InstanceStateMembers.All(
                page.stream()
                        .map(instance -> InstanceStateMembers.State.of(instance, states.count(instance.id())))
                        .toList(),
                last == null ? null : NextToken.after(LIST, last));
    }

    @GetMapping("/{InstanceId}")
    InstanceStateMembers.State getInstanceState(@PathVariable("InstanceId") String id) {
        var instance = states.require(new InstanceId(Members.uuid("InstanceId", id)));
        return InstanceStateMembers.State.of(instance, states.count(instance.id()));
    }

    /** Answers with the state at the end of the reset. */
    @PostMapping("/{InstanceId}/reset")
    InstanceStateMembers.State resetInstanceState(
            @PathVariable("InstanceId") String id, @RequestParam(defaultValue = "false") boolean directory) {
        var instance = states.require(new InstanceId(Members.uuid("InstanceId", id)));
        return InstanceStateMembers.State.of(instance, states.reset(instance.id(), directory));
    }
}
