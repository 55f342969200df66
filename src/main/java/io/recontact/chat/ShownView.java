package io.recontact.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view that a chat shows.
 *
 * @param inputSchema the JSON schema of the data that the template needs
 * @param template the structure of the view in JSON
 * @param actions what the participant can choose
 */
public record ShownView(
        String id,
        String arn,
        String name,
        String inputSchema,
        @Nullable String template,
        List<String> actions) {}
