package io.recontact.contact.web;

import io.recontact.contact.ContactField;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactData.html">DeleteContactData</a>.
 */
interface DeleteContactData {

    record Request(@NotNull List<@NotNull ContactField> contactFields) {}
}
