package io.recontact.configuration.web;

import io.recontact.configuration.web.CreateRoutingProfile.MediaConcurrency;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileConcurrency.html">UpdateRoutingProfileConcurrency</a>.
 */
interface UpdateRoutingProfileConcurrency {

    record Request(@NotNull List<@NotNull @Valid MediaConcurrency> mediaConcurrencies) {}
}
