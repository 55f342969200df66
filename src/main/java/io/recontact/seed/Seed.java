package io.recontact.seed;

import io.recontact.api.InstanceId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The declarations of the files.
 *
 * @param prune whether resources that an earlier seed has created and that are no longer declared are deleted
 */
record Seed(List<Tenant> instances, boolean prune) {

    Seed {
        instances = List.copyOf(instances);
    }

    /**
     * A declared instance.
     *
     * @param instance the members of the operation that creates it, and of its settings
     * @param resources its declared resources by section
     */
    record Tenant(Declared instance, Map<String, List<Declared>> resources) {

        /** Returns true if this declares an instance, by its id or by its alias. */
        boolean declares(InstanceId id, String alias) {
            return instance.text("Id").equals(id.toString())
                    || instance.text("InstanceAlias").equalsIgnoreCase(alias);
        }

        List<Declared> of(String section) {
            return resources.getOrDefault(section, List.of());
        }
    }

    /** Returns the number of declarations by section, such as {@code 1 Instances, 3 Queues}. */
    String summary() {
        var counts = instances.stream()
                .flatMap(tenant -> tenant.resources().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        java.util.TreeMap::new,
                        Collectors.summingInt(section -> section.getValue().size())));
        return counts.entrySet().stream()
                .map(count -> ", %d %s".formatted(count.getValue(), count.getKey()))
                .collect(Collectors.joining("", "%d Instances".formatted(instances.size()), ""));
    }
}
