package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateQueueQuickConnects.html">DisassociateQueueQuickConnects</a>.
 */
interface DisassociateQueueQuickConnects {

    record Request(@NotNull @Size(min = 1, max = 50) List<@NotNull String> quickConnectIds) {}
}
