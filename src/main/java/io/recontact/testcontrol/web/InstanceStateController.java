package io.recontact.testcontrol.web;

import io.recontact.api.InstanceId;
import io.recontact.api.TestControlsEnabled;
import io.recontact.testcontrol.InstanceStates;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of instances in the test controls. */
@RestController
@TestControlsEnabled
@RequestMapping(TestControlFilter.PATH + "/instances/{InstanceId}")
class InstanceStateController {

    private final InstanceStates states;

    InstanceStateController(InstanceStates states) {
        this.states = states;
    }

    @GetMapping
    InstanceStateMembers.State getInstanceState(@PathVariable("InstanceId") String id) {
        var instance = new InstanceId(Members.uuid("InstanceId", id));
        return InstanceStateMembers.State.of(instance, states.count(instance));
    }

    /** Answers with the state after the reset. */
    @PostMapping("/reset")
    InstanceStateMembers.State resetInstanceState(@PathVariable("InstanceId") String id) {
        var instance = new InstanceId(Members.uuid("InstanceId", id));
        states.reset(instance);
        return InstanceStateMembers.State.of(instance, states.count(instance));
    }
}
