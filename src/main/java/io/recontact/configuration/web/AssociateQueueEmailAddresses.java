package io.recontact.configuration.web;

import io.recontact.configuration.Queue.EmailAddressConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateQueueEmailAddresses.html">AssociateQueueEmailAddresses</a>.
 */
interface AssociateQueueEmailAddresses {

    /** The ClientToken has no effect: a repeated request changes nothing anyway. */
    record Request(
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid EmailAddressConfig> emailAddressesConfig,
            @Size(max = 500) @Nullable String clientToken) {}
}
