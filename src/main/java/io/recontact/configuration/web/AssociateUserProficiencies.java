package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateUserProficiencies.html">AssociateUserProficiencies</a>.
 */
interface AssociateUserProficiencies {

    record Request(@NotNull List<@NotNull @Valid UserProficiency> userProficiencies) {

        List<io.recontact.configuration.UserProficiency> toProficiencies() {
            return userProficiencies.stream()
                    .map(UserProficiency::toProficiency)
                    .toList();
        }
    }

    record UserProficiency(
            @NotNull @Size(min = 1, max = 100) String attributeName,
            @NotNull @Size(min = 1, max = 100) String attributeValue,
            @NotNull @DecimalMin("1.0") @DecimalMax("5.0") Float level) {

        static UserProficiency of(io.recontact.configuration.UserProficiency one) {
            return new UserProficiency(one.attributeName(), one.attributeValue(), (float) one.level());
        }

        io.recontact.configuration.UserProficiency toProficiency() {
            if (level != level.intValue()) {
                throw new InvalidParameterException("Level is not one of 1, 2, 3, 4 and 5");
            }
            return new io.recontact.configuration.UserProficiency(attributeName, attributeValue, level.intValue());
        }
    }
}
