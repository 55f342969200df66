package io.recontact.flow;

import io.recontact.api.Arns;
import io.recontact.api.SessionId;
import io.recontact.chat.ShownView;
import io.recontact.chat.ShownViews;
import io.recontact.configuration.PublicationId;
import io.recontact.configuration.ViewContent;
import io.recontact.configuration.ViewId;
import io.recontact.configuration.ViewService;
import io.recontact.security.Account;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads the views that flows have shown, as they were published then. */
@Component
class ShownViewReader implements ShownViews {

    private final ShownViewRepository shown;
    private final ViewService views;
    private final Arns arns;

    ShownViewReader(ShownViewRepository shown, ViewService views, Account account) {
        this.shown = shown;
        this.views = views;
        this.arns = account.arns();
    }

    @Override
    public Optional<ShownView> find(SessionId session, UUID token) {
        return shown.findPublication(token, session.value()).map(id -> {
            var view = views.publication(new PublicationId(id));
            var content = ViewContent.read(view.content());
            var viewId = new ViewId(view.resourceId());
            return new ShownView(
                    viewId.toString(),
                    arns.of(view.instance(), viewId),
                    view.name(),
                    content.inputSchema(),
                    content.template(),
                    content.actions());
        });
    }
}
