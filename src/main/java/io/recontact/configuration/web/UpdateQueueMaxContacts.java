package io.recontact.configuration.web;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueMaxContacts.html">UpdateQueueMaxContacts</a>.
 */
interface UpdateQueueMaxContacts {

    record Request(@Min(0) @Nullable Integer maxContacts) {}
}
