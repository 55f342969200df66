package io.recontact.configuration;

import io.recontact.startup.SettingBounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The limits of what may be associated with an instance. The defaults are the quotas of Amazon Connect (Administrator
 * Guide, "Service quotas"), which has none for approved origins.
 *
 * @param lambdaFunctions the maximum of Lambda functions
 * @param lexBots the maximum of bots of Lex V1
 * @param lexV2BotAliases the maximum of bots of Lex V2
 */
@ConfigurationProperties("recontact.associations")
record AssociationProperties(
        @DefaultValue("50") int lambdaFunctions,
        @DefaultValue("70") int lexBots,
        @DefaultValue("100") int lexV2BotAliases) {

    AssociationProperties {
        SettingBounds.requireNotNegative("recontact.associations.lambda-functions", lambdaFunctions);
        SettingBounds.requireNotNegative("recontact.associations.lex-bots", lexBots);
        SettingBounds.requireNotNegative("recontact.associations.lex-v2-bot-aliases", lexV2BotAliases);
    }

    int quota(InstanceAssociation.Type type) {
        return switch (type) {
            case LAMBDA_FUNCTION -> lambdaFunctions;
            case LEX_BOT -> lexBots;
            case LEX_V2_BOT -> lexV2BotAliases;
            case APPROVED_ORIGIN -> Integer.MAX_VALUE;
        };
    }
}
