package io.recontact.configuration;

import io.recontact.api.DuplicateResourceException;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ResourceType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, finds, changes and deletes views and their versions. */
@Service
public class ViewService extends VersionedResourceService<View, ViewId> {

    ViewService(ViewRepository repository, VersionSupport versioning, ResourceSupport support) {
        super(ResourceType.VIEW, ViewId::new, repository, versioning, support);
    }

    /**
     * Creates a view.
     *
     * @throws DuplicateResourceException if the instance has a view of that name
     * @throws InvalidParameterException if the content is not valid
     */
    @Transactional
    public ViewId create(InstanceId instance, NewView wanted, @Nullable String token) {
        return createOnce(instance, "CreateView", token, wanted, id -> {
            var view = new View(id, instance, wanted, now());
            if (wanted.status() == ContactFlowStatus.PUBLISHED) {
                publish(view);
            }
            return view;
        });
    }

    /**
     * Changes the name or the description of a view; null members stay as they are.
     *
     * @throws ResourceNotFoundException if the instance has no such view
     * @throws DuplicateResourceException if the instance has another view of that name
     */
    @Transactional
    public void change(InstanceId instance, ViewId id, @Nullable String name, @Nullable String description) {
        update(instance, id, name, view -> view.describe(description));
    }

    @Override
    void validate(View view) {
        if (ViewContent.read(view.savedContent()).template() == null) {
            throw new InvalidParameterException("Content.Template is required to publish a view");
        }
    }

    /** "It returns the highest version if there is no change in content compared to that version." */
    @Override
    Optional<ResourceVersion> current(View view, Publication publication) {
        return findVersion(view, view.lastVersion())
                .filter(version -> publication(version.publication()).content().equals(publication.content()));
    }
}
