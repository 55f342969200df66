package io.recontact.testcontrol.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.TestControlsEnabled;
import io.recontact.testcontrol.Faults;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Faults in the test controls. */
@RestController
@TestControlsEnabled
@RequestMapping(TestControlFilter.PATH + "/faults")
class FaultController {

    private final Faults faults;

    FaultController(Faults faults) {
        this.faults = faults;
    }

    @PostMapping
    FaultMembers.Summary createFault(@Valid @RequestBody FaultMembers.CreateRequest request) {
        var activeFor = Members.duration("ActiveFor", request.activeFor());
        if (activeFor != null && !activeFor.isPositive()) {
            throw new InvalidParameterException("ActiveFor must be above zero");
        }
        return FaultMembers.Summary.of(faults.add(request.toFault(), activeFor));
    }

    @GetMapping
    FaultMembers.All listFaults() {
        return new FaultMembers.All(
                faults.all().stream().map(FaultMembers.Summary::of).toList());
    }

    @DeleteMapping("/{FaultId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteFault(@PathVariable("FaultId") String id) {
        faults.remove(Members.uuid("FaultId", id));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteAllFaults() {
        faults.removeAll();
    }
}
