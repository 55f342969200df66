package io.recontact.routing.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.contact.RoutingCriteria;
import io.recontact.contact.RoutingData;
import io.recontact.contact.RoutingExpression;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactRoutingData.html">UpdateContactRoutingData</a>.
 */
interface UpdateContactRoutingData {

    record Request(
            @Nullable Integer queueTimeAdjustmentSeconds,
            @Min(1) @Nullable Long queuePriority,
            @Valid @Nullable RoutingCriteriaInput routingCriteria) {

        RoutingData toRoutingData() {
            return new RoutingData(
                    queuePriority,
                    queueTimeAdjustmentSeconds,
                    routingCriteria == null ? null : routingCriteria.toCriteria());
        }
    }

    record RoutingCriteriaInput(@Nullable List<@NotNull @Valid RoutingCriteriaInputStep> steps) {

        RoutingCriteria toCriteria() {
            return new RoutingCriteria((steps == null ? List.<RoutingCriteriaInputStep>of() : steps)
                    .stream().map(RoutingCriteriaInputStep::toStep).toList());
        }
    }

    record RoutingCriteriaInputStep(
            @Valid @Nullable RoutingCriteriaInputStepExpiry expiry,
            @Valid @Nullable RoutingExpression expression) {

        RoutingCriteria.Step toStep() {
            if (expression == null) {
                throw new InvalidParameterException("RoutingCriteria: each step needs an Expression");
            }
            return new RoutingCriteria.Step(expiry == null ? null : expiry.durationInSeconds(), expression);
        }
    }

    record RoutingCriteriaInputStepExpiry(@Nullable Integer durationInSeconds) {}
}
