package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.ResourceSummary;
import java.time.Instant;

/** A resource in a list: the HoursOfOperationSummary of the model, and its like. */
record NamedSummary(String id, String arn, String name, Instant lastModifiedTime, String lastModifiedRegion) {

    static NamedSummary of(ResourceSummary row, Arns arns) {
        return new NamedSummary(row.id().toString(), row.arn(arns), row.name(), row.lastModifiedAt(), arns.region());
    }
}
