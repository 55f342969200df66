package io.recontact.configuration.web;

import io.recontact.configuration.UserProficiency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserProficiencies.html">UpdateUserProficiencies</a>.
 */
interface UpdateUserProficiencies {

    record Request(@NotNull List<AssociateUserProficiencies.@NotNull @Valid UserProficiency> userProficiencies) {

        List<UserProficiency> toProficiencies() {
            return userProficiencies.stream()
                    .map(AssociateUserProficiencies.UserProficiency::toProficiency)
                    .toList();
        }
    }
}
