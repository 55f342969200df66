package io.recontact.configuration.web;

import io.recontact.configuration.UserProficiency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateUserProficiencies.html">DisassociateUserProficiencies</a>.
 */
interface DisassociateUserProficiencies {

    record Request(@NotNull List<@NotNull @Valid UserProficiencyDisassociate> userProficiencies) {

        List<UserProficiency> toProficiencies() {
            return userProficiencies.stream()
                    .map(one -> new UserProficiency(one.attributeName(), one.attributeValue(), 1))
                    .toList();
        }
    }

    record UserProficiencyDisassociate(
            @NotNull @Size(min = 1, max = 100) String attributeName,
            @NotNull @Size(min = 1, max = 100) String attributeValue) {}
}
