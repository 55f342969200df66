package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidContactFlowModuleException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceInUseException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, changes and deletes flow modules, their versions and the aliases of these. */
@Service
public class ContactFlowModuleService extends VersionedResourceService<ContactFlowModule, ContactFlowModuleId> {

    private final ContactFlowModuleRepository repository;
    private final ContactFlowModuleAliasRepository aliases;
    private final ContactFlowContentValidator validator;

    ContactFlowModuleService(
            ContactFlowModuleRepository repository,
            ContactFlowModuleAliasRepository aliases,
            ContactFlowContentValidator validator,
            VersionSupport versioning,
            ResourceSupport support) {
        super(ResourceType.CONTACT_FLOW_MODULE, ContactFlowModuleId::new, repository, versioning, support);
        this.repository = repository;
        this.aliases = aliases;
        this.validator = validator;
    }

    /**
     * Creates a flow module and publishes it.
     *
     * @throws DuplicateResourceException if the instance has a module of that name
     * @throws InvalidContactFlowModuleException if its content is not a valid module
     */
    @Transactional
    public ContactFlowModuleId create(InstanceId instance, NewContactFlowModule wanted, @Nullable String token) {
        return createOnce(instance, "CreateContactFlowModule", token, wanted, id -> {
            var module = new ContactFlowModule(id, instance, wanted, now());
            publish(module);
            return module;
        });
    }

    /**
     * Returns a page of the modules in some states, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     */
    public List<ModuleSummary> page(
            InstanceId instance, Set<ContactFlow.State> states, @Nullable UUID after, int size) {
        return repository.page(instance, states, after, Limit.of(size));
    }

    /**
     * Changes the name, description or state of a module.
     *
     * @throws ResourceNotFoundException if the instance has no such module
     * @throws DuplicateResourceException if the instance has another module of that name
     */
    @Transactional
    public void change(InstanceId instance, ContactFlowModuleId id, ContactFlowMetadata change) {
        update(instance, id, change.name(), module -> module.change(change));
    }

    /**
     * Changes the content and settings of the draft, and publishes it unless it is only to be saved.
     *
     * @param content null to keep the content of the draft
     * @param settings null to keep the settings of the draft
     * @throws ResourceNotFoundException if the instance has no such module
     * @throws InvalidContactFlowModuleException if the draft is to be published and is not a valid module
     */
    @Transactional
    public void updateContent(
            InstanceId instance,
            ContactFlowModuleId id,
            @Nullable String content,
            @Nullable String settings,
            boolean publishes) {
        update(instance, id, module -> {
            module.save(content, settings);
            if (publishes) {
                publish(module);
            }
        });
    }

    /**
     * Creates an alias of a version.
     *
     * @throws ResourceNotFoundException if the instance has no such module, or the module no such version
     * @throws DuplicateResourceException if the module has an alias of that name
     * @throws InvalidParameterException if the name could be taken for another qualifier
     */
    @Transactional
    public ContactFlowModuleAlias createAlias(
            InstanceId instance, ContactFlowModuleId id, String name, @Nullable String description, int version) {
        var module = requireForUpdate(instance, id);
        requireVersion(module, version);
        var alias = new ContactFlowModuleAlias(newId().value(), module, name, description, version, now());
        requireFree(alias, name);
        return aliases.saveAndFlush(alias);
    }

    /**
     * Returns an alias of a module.
     *
     * @param alias its id or name
     * @throws ResourceNotFoundException if the instance has no such module, or the module no such alias
     */
    public ContactFlowModuleAlias requireAlias(InstanceId instance, ContactFlowModuleId id, String alias) {
        return requireAlias(require(instance, id), alias);
    }

    /**
     * Returns a page of the aliases of a module, in the order of their ids.
     *
     * @param after the id before the page; null for the first page
     * @throws ResourceNotFoundException if the instance has no such module
     */
    public List<ContactFlowModuleAlias> aliases(
            InstanceId instance, ContactFlowModuleId id, @Nullable UUID after, int size) {
        require(instance, id);
        return aliases.page(id, after, Limit.of(size));
    }

    /**
     * Changes an alias; null members stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such module, or the module no such alias or version
     * @throws DuplicateResourceException if the module has another alias of that name
     * @throws InvalidParameterException if the name could be taken for another qualifier
     */
    @Transactional
    public void updateAlias(
            InstanceId instance,
            ContactFlowModuleId id,
            String aliasId,
            @Nullable String name,
            @Nullable String description,
            @Nullable Integer version) {
        var module = requireForUpdate(instance, id);
        var alias = requireAlias(module, aliasId);
        if (version != null) {
            requireVersion(module, version);
        }
        if (name != null) {
            requireFree(alias, name);
        }
        alias.change(name, description, version, now());
    }

    /**
     * Deletes an alias. The version that it names stays.
     *
     * @throws ResourceNotFoundException if the instance has no such module, or the module no such alias
     */
    @Transactional
    public void deleteAlias(InstanceId instance, ContactFlowModuleId id, String alias) {
        aliases.delete(requireAlias(requireForUpdate(instance, id), alias));
    }

    @Override
    void validate(ContactFlowModule module) {
        validator.validate(module.id(), module.savedContent(), module.settings());
    }

    @Override
    Optional<ResourceVersion> findAliased(ContactFlowModule module, String alias) {
        return aliases.find(module.id(), alias).flatMap(found -> findVersion(module, found.moduleVersion()));
    }

    @Override
    void requireUnaliased(ContactFlowModule module, int number) {
        if (aliases.existsByModuleAndModuleVersion(module.id(), number)) {
            throw new ResourceInUseException(
                    "Version %d of flow module %s is in use by an alias".formatted(number, module.id()));
        }
    }

    private ContactFlowModuleAlias requireAlias(ContactFlowModule module, String alias) {
        return aliases.find(module.id(), alias)
                .orElseThrow(
                        () -> new ResourceNotFoundException("Flow module %s has no such alias".formatted(module.id())));
    }

    /** The row of the module is locked, so no other transaction takes the name. */
    private void requireFree(ContactFlowModuleAlias alias, String name) {
        if (!Qualifier.Reference.parse("m:" + name).qualifier().equals(new Qualifier.Alias(name))) {
            throw new InvalidParameterException("The name of an alias must not be a number, $SAVED or $LATEST");
        }
        if (aliases.existsByModuleAndNameAndIdNot(alias.module(), name, alias.id())) {
            throw new DuplicateResourceException("Flow module %s has an alias of that name".formatted(alias.module()));
        }
    }
}
