package io.recontact.chat.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_DisconnectParticipant.html">DisconnectParticipant</a>.
 */
interface DisconnectParticipant {

    record Request(@Size(max = 500) @Nullable String clientToken) {}
}
