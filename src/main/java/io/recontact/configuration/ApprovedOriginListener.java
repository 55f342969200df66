package io.recontact.configuration;

import io.recontact.api.AllowedOrigins;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Makes a change of the approved origins take effect on this node at once. Other nodes read them periodically. */
@Component
class ApprovedOriginListener {

    private final AllowedOrigins origins;

    ApprovedOriginListener(AllowedOrigins origins) {
        this.origins = origins;
    }

    @TransactionalEventListener
    void changed(InstanceAssociationChanged change) {
        if (change.target().type() == InstanceAssociation.Type.APPROVED_ORIGIN) {
            origins.refresh();
        }
    }
}
