package io.recontact.console.web.configuration;

import io.recontact.configuration.View;
import io.recontact.configuration.ViewContent;
import io.recontact.configuration.ViewId;
import io.recontact.configuration.ViewService;
import io.recontact.console.ConsoleEnabled;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The content of views: their templates. */
@Controller
@ConsoleEnabled
@RequestMapping(ViewPages.PATH + "/{id}")
class ViewContentController extends ContentPages<View, ViewId> {

    ViewContentController(ViewService views, TransactionTemplate transactions) {
        super(ResourceKind.VIEWS, views, ViewId::new, transactions);
    }

    /** A template is refused, and not only marked, if it is wrong. */
    @Override
    List<String> problems(View view, String edited) {
        return List.of();
    }

    @Override
    int maxContent() {
        return ViewPages.MAX_TEMPLATE;
    }

    @Override
    String edited(View view) {
        return ViewPages.template(view.savedContent());
    }

    @Override
    String stored(View view, String edited) {
        return new ViewContent(edited, ViewContent.read(view.savedContent()).actions()).write();
    }
}
