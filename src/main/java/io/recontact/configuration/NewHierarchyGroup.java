package io.recontact.configuration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request to create a hierarchy group.
 *
 * @param parent the group one level above; null for a group of level 1
 */
public record NewHierarchyGroup(
        String name,
        @Nullable HierarchyGroupId parent,
        @Nullable Map<String, String> tags) {}
