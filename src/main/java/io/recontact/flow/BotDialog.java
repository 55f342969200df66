package io.recontact.flow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with a bot that an action has.
 *
 * @param bot the id of the bot in the settings
 * @param alias the alias of an Amazon Lex V1 bot
 * @param sessionState what the bot last answered, as JSON; it gets it back with the next message
 * @param seen the last item of the transcript that the bot has been told or that came before the dialog
 * @param asked the text that the bot has not answered yet; absent while the bot waits for the customer
 * @param choices the values of the buttons that the customer sees, by their texts
 */
record BotDialog(
        String bot,
        @Nullable String alias,
        int timeoutSeconds,
        String sessionState,
        long seen,
        @Nullable String asked,
        Map<String, String> choices) {

    /** Copies the choices. */
    BotDialog {
        choices = Map.copyOf(choices);
    }

    /** Returns the dialog after a message of the customer, which stands for a button if it has the text of one. */
    BotDialog asking(String text, long sequence) {
        return new BotDialog(
                bot, alias, timeoutSeconds, sessionState, sequence, choices.getOrDefault(text, text), Map.of());
    }

    /** Returns the dialog after an answer. */
    BotDialog answered(BotReply reply) {
        return new BotDialog(bot, alias, timeoutSeconds, reply.sessionState(), seen, null, reply.choices());
    }
}
