package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Set;

interface PredefinedAttributeRepository extends ResourceRepository<PredefinedAttribute, PredefinedAttributeId> {

    List<PredefinedAttribute> findByInstanceAndNameIn(InstanceId instance, Set<String> names);
}
