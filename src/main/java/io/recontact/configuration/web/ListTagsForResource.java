package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource</a>.
 */
interface ListTagsForResource {

    record Response(@JsonProperty("tags") Map<String, String> tags) {}
}
