package io.recontact.configuration.web;

import io.recontact.configuration.Queue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQueueEmailAddresses.html">ListQueueEmailAddresses</a>.
 */
interface ListQueueEmailAddresses {

    record Response(
            List<EmailAddressSummary> emailAddressMetadataList,
            @Nullable String nextToken,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}

    record EmailAddressSummary(String id, boolean isDefaultOutboundEmail) {

        /** Returns the addresses of a queue, the default one first. */
        static List<EmailAddressSummary> of(Queue.Email email) {
            var outbound = email.outboundAddressId();
            return Stream.concat(
                            Stream.ofNullable(outbound),
                            email.addresses().stream().map(Queue.EmailAddressConfig::emailAddressId))
                    .distinct()
                    .map(id -> new EmailAddressSummary(id, id.equals(outbound)))
                    .toList();
        }
    }
}
