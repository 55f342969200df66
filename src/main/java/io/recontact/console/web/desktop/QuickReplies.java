package io.recontact.console.web.desktop;

import io.recontact.configuration.QuickReplyService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.contact.ContactService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The quick replies for a chat, with what is known of it filled in. */
@Component
@ConsoleEnabled
class QuickReplies {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*}}");

    private final QuickReplyService replies;
    private final ContactService contacts;

    QuickReplies(QuickReplyService replies, ContactService contacts) {
        this.replies = replies;
        this.contacts = contacts;
    }

    /** A quick reply to choose. */
    record Filled(String name, String text) {}

    List<Filled> of(ConsoleUser user, Desk.Held chat) {
        var found = replies.ofQueue(user.instance(), chat.held().queue());
        if (found.isEmpty()) {
            return List.of();
        }
        var values = new HashMap<>(contacts.attributes(user.instance(), chat.id()));
        values.put("customer", chat.customer());
        values.put("agent", user.username());
        return found.stream()
                .map(reply -> new Filled(reply.name(), fill(reply.content(), values)))
                .toList();
    }

    /** Leaves what is not known as it is, so that the agent sees it. */
    static String fill(String text, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
