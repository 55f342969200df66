package io.recontact.testcontrol.web;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.recontact.api.InstanceId;
import io.recontact.api.Iso8601Time;
import io.recontact.testcontrol.Fault;
import io.recontact.testcontrol.FaultType;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the operations on faults. */
interface FaultMembers {

    record CreateRequest(
            @NotNull String operation,
            @NotNull FaultType type,
            @Nullable String error,
            @Nullable String delay,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1") @Nullable Double probability,

            @Min(1) @Nullable Integer times,
            @Nullable String activeFor,
            @Nullable UUID instanceId,
            @JsonAnySetter @Nullable Map<String, Object> unknown) {

        public CreateRequest {
            Members.requireKnown(unknown);
        }

        Fault toFault() {
            return new Fault(
                    new UUID(0, 0),
                    operation,
                    type,
                    error,
                    Members.duration("Delay", delay),
                    probability == null ? 1 : probability,
                    times,
                    null,
                    instanceId == null ? null : new InstanceId(instanceId));
        }
    }

    record Summary(
            UUID faultId,
            String operation,
            FaultType type,
            @Nullable String error,
            @Nullable String delay,
            double probability,
            @Nullable Integer times,
            @Nullable String expiresAt,
            @Nullable UUID instanceId) {

        static Summary of(Fault fault) {
            return new Summary(
                    fault.id(),
                    fault.operation(),
                    fault.type(),
                    fault.error(),
                    fault.delay() == null ? null : fault.delay().toString(),
                    fault.probability(),
                    fault.times(),
                    fault.expiresAt() == null ? null : Iso8601Time.of(fault.expiresAt()),
                    fault.instance() == null ? null : fault.instance().value());
        }
    }

    record All(List<Summary> faults) {}
}
