package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes hours of operation. */
@Service
public class HoursOfOperationService extends ResourceService<HoursOfOperation, HoursOfOperationId> {

    HoursOfOperationService(HoursOfOperationRepository repository, ResourceSupport support) {
        super(ResourceType.HOURS_OF_OPERATION, HoursOfOperationId::new, repository, support);
    }

    /**
     * Creates hours of operation.
     *
     * @throws DuplicateResourceException if the instance has hours of operation of that name
     */
    @Transactional
    public HoursOfOperation create(InstanceId instance, NewHoursOfOperation wanted) {
        return insert(new HoursOfOperation(newId(), instance, wanted, now()));
    }
}
