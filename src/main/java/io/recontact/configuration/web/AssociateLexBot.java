package io.recontact.configuration.web;

import io.recontact.configuration.InstanceAssociation;
import io.recontact.configuration.InstanceAssociation.Target;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateLexBot.html">AssociateLexBot</a>.
 */
interface AssociateLexBot {

    record Request(
            @NotNull @Valid LexBot lexBot,
            @Size(max = 500) @Nullable String clientToken) {}

    record LexBot(
            @NotNull @Size(max = 50) String name,
            @NotNull @Size(max = 60) String lexRegion) {

        static LexBot of(Target bot) {
            return new LexBot(bot.name(), bot.region());
        }

        Target toTarget() {
            return new Target(InstanceAssociation.Type.LEX_BOT, name, lexRegion);
        }
    }
}
