package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListInstanceAttributes.html">ListInstanceAttributes</a>.
 */
interface ListInstanceAttributes {

    record Response(
            List<DescribeInstanceAttribute.Attribute> attributes,
            @Nullable String nextToken) {}
}
