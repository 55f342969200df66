package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_TagResource.html">TagResource</a>.
 */
interface TagResource {

    record Request(@JsonProperty("tags") @NotNull @Tags Map<String, String> tags) {}
}
