package io.recontact.flow;

import io.recontact.chat.ChatMessage;
import java.util.List;
import java.util.Map;

/**
 * The answer of a bot.
 *
 * @param choices the values of the buttons that the messages show, by their texts
 * @param sessionState the state of the session, as JSON
 * @param intent the name of the intent; empty if there is none
 * @param lex what references with {@code $.Lex} read, as JSON
 */
record BotReply(
        List<ChatMessage> messages,
        Map<String, String> choices,
        String sessionState,
        Ending ending,
        String intent,
        String lex) {

    /** The state of the dialog after the reply. */
    enum Ending {
        /** The bot waits for the customer. */
        OPEN,
        /** The dialog has ended with an intent. */
        CLOSED,
        /** The dialog has ended, and the bot could not fulfil its intent. */
        FAILED
    }

    /** Copies its collections. */
    BotReply {
        messages = List.copyOf(messages);
        choices = Map.copyOf(choices);
    }
}
