package io.recontact.configuration.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserPhoneConfig.html">UpdateUserPhoneConfig</a>.
 */
interface UpdateUserPhoneConfig {

    record Request(@NotNull @Valid CreateUser.UserPhoneConfig phoneConfig) {}
}
