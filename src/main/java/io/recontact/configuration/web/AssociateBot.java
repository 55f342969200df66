package io.recontact.configuration.web;

import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.InstanceAssociation;
import io.recontact.configuration.InstanceAssociation.Target;
import io.recontact.configuration.web.AssociateLexBot.LexBot;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateBot.html">AssociateBot</a>.
 */
interface AssociateBot {

    record Request(
            @Valid @Nullable LexBot lexBot,
            @Valid @Nullable LexV2Bot lexV2Bot,
            @Size(max = 500) @Nullable String clientToken) {

        /**
         * Returns the bot.
         *
         * @throws InvalidRequestException if there is none, or two
         */
        Target toTarget() {
            if (lexBot != null && lexV2Bot == null) {
                return lexBot.toTarget();
            }
            if (lexV2Bot != null && lexBot == null) {
                return Target.of(InstanceAssociation.Type.LEX_V2_BOT, lexV2Bot.aliasArn());
            }
            throw new InvalidRequestException("One of LexBot and LexV2Bot is required, and not both");
        }
    }

    record LexV2Bot(
            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = "arn:[!-~]+", message = "must be an ARN") String aliasArn) {}
}
