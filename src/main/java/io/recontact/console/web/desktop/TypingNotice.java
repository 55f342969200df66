package io.recontact.console.web.desktop;

import io.recontact.api.ParticipantRole;
import io.recontact.chat.ContentTypes;
import io.recontact.console.ConsoleEnabled;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import tools.jackson.databind.json.JsonMapper;

/** Reads items that are in no transcript: who types, and that receipts have changed. */
@Component
@ConsoleEnabled
class TypingNotice {

    private final SpringTemplateEngine templates;
    private final JsonMapper json;

    TypingNotice(SpringTemplateEngine templates, JsonMapper json) {
        this.templates = templates;
        this.json = json;
    }

    /**
     * An event for the desktop.
     *
     * @param part {@code typing} with a notice, or {@code receipts} without one
     */
    record Notice(String part, String html) {}

    /** Returns the event for an item; empty for one that an agent does not see. */
    Optional<Notice> of(String item) {
        var read = json.readTree(item);
        return switch (read.path("ContentType").asString("")) {
            case ContentTypes.TYPING ->
                read.path("ParticipantRole").asString("").equals(ParticipantRole.AGENT.name())
                        ? Optional.empty()
                        : Optional.of(new Notice(
                                "typing", html(read.path("DisplayName").asString(""))));
            case ContentTypes.MESSAGE_DELIVERED, ContentTypes.MESSAGE_READ, ContentTypes.MESSAGE_METADATA ->
                Optional.of(new Notice("receipts", ""));
            default -> Optional.empty();
        };
    }

    private String html(String name) {
        return templates.process(
                "console/desktop-parts", Set.of("typing"), new Context(Locale.ENGLISH, Map.of("name", name)));
    }
}
