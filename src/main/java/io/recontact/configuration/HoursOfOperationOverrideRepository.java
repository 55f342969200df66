package io.recontact.configuration;

import java.util.Collection;
import java.util.List;

interface HoursOfOperationOverrideRepository
        extends ResourceRepository<HoursOfOperationOverride, HoursOfOperationOverrideId> {

    boolean existsByHoursAndNameAndIdNot(HoursOfOperationId hours, String name, HoursOfOperationOverrideId id);

    long countByHours(HoursOfOperationId hours);

    List<HoursOfOperationOverride> findByHoursInOrderByIdValue(Collection<HoursOfOperationId> hours);
}
