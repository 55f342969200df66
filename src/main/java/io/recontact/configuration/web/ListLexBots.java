package io.recontact.configuration.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListLexBots.html">ListLexBots</a>.
 */
interface ListLexBots {

    record Response(
            List<AssociateLexBot.LexBot> lexBots, @Nullable String nextToken) {}
}
