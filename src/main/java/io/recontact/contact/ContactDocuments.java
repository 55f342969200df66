package io.recontact.contact;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;

/** Puts contacts into the form of DescribeContact, for modules that write them elsewhere than into its answer. */
public interface ContactDocuments {

    /** Returns the answer of DescribeContact, to be written as JSON. */
    Object describe(ContactView contact, InstanceId instance, Arns arns);
}
