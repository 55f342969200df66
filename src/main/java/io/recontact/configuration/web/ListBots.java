package io.recontact.configuration.web;

import io.recontact.configuration.InstanceAssociation;
import io.recontact.configuration.InstanceAssociation.Target;
import io.recontact.configuration.web.AssociateBot.LexV2Bot;
import io.recontact.configuration.web.AssociateLexBot.LexBot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_ListBots.html">ListBots</a>. */
interface ListBots {

    record Response(List<LexBotConfig> lexBots, @Nullable String nextToken) {}

    record LexBotConfig(@Nullable LexBot lexBot, @Nullable LexV2Bot lexV2Bot) {

        static LexBotConfig of(Target bot) {
            return bot.type() == InstanceAssociation.Type.LEX_BOT
                    ? new LexBotConfig(LexBot.of(bot), null)
                    : new LexBotConfig(null, new LexV2Bot(bot.name()));
        }
    }

    /** The generation of Lex that bots belong to. */
    enum LexVersion {
        V1,
        V2
    }
}
