package io.recontact.contact.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetContactAttributes.html">GetContactAttributes</a>
 * and <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactAttributes.html">UpdateContactAttributes</a>.
 */
interface ContactAttributes {

    record UpdateRequest(
            @NotNull @Size(min = 1, max = 256) String initialContactId,
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull Map<String, String> attributes) {}

    record GetResponse(Map<String, String> attributes) {}
}
