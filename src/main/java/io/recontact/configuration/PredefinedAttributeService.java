package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds and changes predefined attributes. Callers know them by their names. */
@Service
public class PredefinedAttributeService extends ResourceService<PredefinedAttribute, PredefinedAttributeId> {

    private final PredefinedAttributeRepository repository;

    PredefinedAttributeService(PredefinedAttributeRepository repository, ResourceSupport support) {
        super(ResourceType.PREDEFINED_ATTRIBUTE, PredefinedAttributeId::new, repository, support);
        this.repository = repository;
    }

    /**
     * Creates a predefined attribute.
     *
     * @throws DuplicateResourceException if the instance has a predefined attribute of that name
     */
    @Transactional
    public PredefinedAttribute create(InstanceId instance, String name, NewPredefinedAttribute wanted) {
        return insert(new PredefinedAttribute(newId(), instance, name, wanted, now()));
    }

    /**
     * Changes a predefined attribute. Users keep their proficiencies in values that it no longer has.
     *
     * @throws ResourceNotFoundException if the instance has no such predefined attribute
     */
    @Transactional
    public void update(InstanceId instance, String name, NewPredefinedAttribute change) {
        update(instance, require(instance, name).id(), attribute -> attribute.change(change));
    }

    /**
     * Deletes a predefined attribute.
     *
     * @throws ResourceNotFoundException if the instance has no such predefined attribute
     * @throws ResourceInUseException if a user has a proficiency in it
     */
    @Transactional
    public void delete(InstanceId instance, String name) {
        delete(instance, require(instance, name).id());
    }

    /**
     * Returns a predefined attribute.
     *
     * @throws ResourceNotFoundException if the instance has no such predefined attribute
     */
    public PredefinedAttribute require(InstanceId instance, String name) {
        return findByName(instance, Set.of(name)).values().stream().findFirst().orElseThrow(() -> absent(instance));
    }

    /**
     * Returns predefined attributes by their names.
     *
     * @throws ResourceNotFoundException if the instance lacks one of them
     */
    public Map<String, PredefinedAttribute> requireNamed(InstanceId instance, Set<String> names) {
        var found = findByName(instance, names);
        if (found.size() < names.size()) {
            throw absent(instance);
        }
        return found;
    }

    /** Returns the predefined attributes that have one of some names. */
    public Map<String, PredefinedAttribute> findByName(InstanceId instance, Set<String> names) {
        return repository.findByInstanceAndNameIn(instance, names).stream()
                .collect(Collectors.toMap(PredefinedAttribute::name, Function.identity()));
    }

    /** Names no attribute, because an attribute name may be anything that a caller has sent. */
    private static ResourceNotFoundException absent(InstanceId instance) {
        return new ResourceNotFoundException(
                "Instance %s has no predefined attribute of that name".formatted(instance));
    }
}
