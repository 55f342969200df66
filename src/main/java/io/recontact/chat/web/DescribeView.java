package io.recontact.chat.web;

import io.recontact.chat.ShownView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_DescribeView.html">DescribeView</a>.
 */
interface DescribeView {

    record Response(View view) {

        static Response of(ShownView view) {
            return new Response(new View(
                    view.id(),
                    view.arn(),
                    view.name(),
                    new ViewContent(view.inputSchema(), view.template(), view.actions())));
        }
    }

    record View(String id, String arn, String name, ViewContent content) {}

    record ViewContent(String inputSchema, @Nullable String template, List<String> actions) {}
}
