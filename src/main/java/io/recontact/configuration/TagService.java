package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceArn;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes the tags of resources of all types, and of instances. */
@Service
public class TagService {

    /** The form of the key of a tag, from the model. */
    public static final String KEY = "(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]{1,128}";

    private final InstanceService instances;
    private final Map<ResourceType, ResourceService<?, ?>> services;

    TagService(InstanceService instances, List<ResourceService<?, ?>> services) {
        this.instances = instances;
        this.services = services.stream().collect(Collectors.toMap(ResourceService::type, Function.identity()));
    }

    /**
     * Returns the tags of a resource.
     *
     * @throws ResourceNotFoundException if it does not exist
     * @throws InvalidParameterException if resources of its type have no tags
     */
    @Transactional(readOnly = true)
    public Map<String, String> list(ResourceArn arn) {
        var instance = instances.require(arn.instance());
        var type = arn.type();
        return type == null ? instance.tags() : service(type).tags(arn.instance(), arn.id());
    }

    /**
     * Adds tags to a resource, and replaces those of the same keys.
     *
     * @throws ResourceNotFoundException if it does not exist
     * @throws InvalidParameterException if resources of its type have no tags, or it would have more than 50
     */
    @Transactional
    public void tag(ResourceArn arn, Map<String, String> added) {
        var type = arn.type();
        instances.require(arn.instance());
        if (type == null) {
            instances.tag(arn.instance(), tags -> tags.putAll(added));
        } else {
            service(type).tag(arn.instance(), arn.id(), added);
        }
    }

    /**
     * Removes tags from a resource. Keys that it does not have change nothing.
     *
     * @throws ResourceNotFoundException if it does not exist
     * @throws InvalidParameterException if resources of its type have no tags
     */
    @Transactional
    public void untag(ResourceArn arn, Set<String> keys) {
        var type = arn.type();
        instances.require(arn.instance());
        if (type == null) {
            instances.tag(arn.instance(), tags -> tags.keySet().removeAll(keys));
        } else {
            service(type).untag(arn.instance(), arn.id(), keys);
        }
    }

    private ResourceService<?, ?> service(ResourceType type) {
        var service = services.get(type);
        if (service == null) {
            throw new InvalidParameterException(
                    "ResourceArn is that of a %s, which has no tags".formatted(type.label()));
        }
        return service;
    }
}
