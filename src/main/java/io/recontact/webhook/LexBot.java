package io.recontact.webhook;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bot that flows may connect a customer with.
 *
 * @param id identifies the bot in flows: the alias ARN of an Amazon Lex V2 bot, or the name of an Amazon Lex V1 bot
 * @param url the endpoint in place of the bot: it accepts the members of RecognizeText and answers as RecognizeText
 * @param secret signs the requests; absent, they are not signed
 */
public record LexBot(String id, URI url, @Nullable String secret) implements WebhookEndpoint {

    private static final Pattern ID = Pattern.compile("[!-~]{1,350}");

    /** Refuses an invalid id or URL. */
    public LexBot {
        // Missing settings are null here, despite the types.
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "Each of recontact.flows.bots needs an id: an alias ARN such as arn:aws:lex:us-east-1:123456789012:bot-alias/B/A, or a name");
        }
        if (!WebhookEndpoint.isCallable(url)) {
            // The message leaves out the URL, which may contain a secret.
            throw new IllegalArgumentException(
                    "The bot %s needs an http or https URL without user and fragment".formatted(id));
        }
        secret = secret == null || secret.isBlank() ? null : secret;
    }

    @Override
    public String name() {
        return id;
    }

    /** Leaves out the secret, and the URL, which may contain one. */
    @Override
    public String toString() {
        return "LexBot[id=%s]".formatted(id);
    }
}
