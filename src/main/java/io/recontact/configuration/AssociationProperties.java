package io.recontact.configuration;

import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The limits of what may be associated with an instance. The defaults are the quotas of Amazon Connect (Administrator
 * Guide, "Service quotas"), which has none for approved origins.
 *
 * @param lambdaFunctions the maximum of Lambda functions
 * @param lexBots the maximum of bots of Lex V1
 * @param lexV2BotAliases the maximum of bots of Lex V2
 */
@ConfigurationProperties("recontact.associations")
@Validated
record AssociationProperties(
        @DefaultValue("50") @PositiveOrZero int lambdaFunctions,
        @DefaultValue("70") @PositiveOrZero int lexBots,
        @DefaultValue("100") @PositiveOrZero int lexV2BotAliases) {

    int quota(InstanceAssociation.Type type) {
        return switch (type) {
            case LAMBDA_FUNCTION -> lambdaFunctions;
            case LEX_BOT -> lexBots;
            case LEX_V2_BOT -> lexV2BotAliases;
            case APPROVED_ORIGIN -> Integer.MAX_VALUE;
        };
    }
}
