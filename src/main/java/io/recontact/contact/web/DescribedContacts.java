package io.recontact.contact.web;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.contact.ContactDocuments;
import io.recontact.contact.ContactView;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class DescribedContacts implements ContactDocuments {

    private final Clock clock;

    DescribedContacts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Object describe(ContactView contact, InstanceId instance, Arns arns) {
        return DescribeContact.Response.of(contact, instance, arns, clock.instant());
    }
}
