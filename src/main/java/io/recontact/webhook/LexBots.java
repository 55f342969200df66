package io.recontact.webhook;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bots that flows may connect a customer with.
 *
 * @param bots the complete list; flows can connect with no other bot
 */
@ConfigurationProperties("recontact.flows")
public record LexBots(@DefaultValue List<LexBot> bots) {

    /** Refuses two bots with the same id. */
    public LexBots {
        bots = List.copyOf(bots);
        var ids = new HashSet<String>();
        for (var bot : bots) {
            if (!ids.add(bot.id())) {
                throw new IllegalArgumentException(
                        "recontact.flows.bots has the id %s more than once".formatted(bot.id()));
            }
        }
    }

    /** The bot with an alias ARN or a name. */
    public Optional<LexBot> find(String id) {
        return bots.stream().filter(bot -> bot.id().equals(id)).findFirst();
    }
}
