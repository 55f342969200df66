package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateQueueEmailAddresses.html">DisassociateQueueEmailAddresses</a>.
 */
interface DisassociateQueueEmailAddresses {

    /** The ClientToken has no effect: a repeated request changes nothing anyway. */
    record Request(
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Size(min = 1, max = 500) String> emailAddressesId,
            @Size(max = 500) @Nullable String clientToken) {}
}
