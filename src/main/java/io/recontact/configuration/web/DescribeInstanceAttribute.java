package io.recontact.configuration.web;

import io.recontact.configuration.InstanceAttribute;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeInstanceAttribute.html">DescribeInstanceAttribute</a>.
 */
interface DescribeInstanceAttribute {

    record Response(Attribute attribute) {}

    record Attribute(InstanceAttribute attributeType, String value) {

        static Attribute of(io.recontact.configuration.Instance instance, InstanceAttribute attribute) {
            return new Attribute(attribute, Boolean.toString(instance.attribute(attribute)));
        }
    }
}
