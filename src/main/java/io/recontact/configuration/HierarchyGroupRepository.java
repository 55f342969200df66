package io.recontact.configuration;

interface HierarchyGroupRepository extends ResourceRepository<HierarchyGroup, HierarchyGroupId> {}
