package io.recontact.contact.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactSchedule.html">UpdateContactSchedule</a>.
 */
interface UpdateContactSchedule {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull Instant scheduledTime) {}
}
