package io.recontact.configuration.terraform;

import software.amazon.awssdk.services.connect.model.LexBot;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

final class BotAssociationResource extends TerraformResource {

    BotAssociationResource(TerraformCalls calls) {
        super(calls);
    }

    private static final LexBot BOT =
            LexBot.builder().name("Echo").lexRegion("eu-central-1").build();

    @Override
    Arguments configuration() {
        return Arguments.of("lex_bot", BOT);
    }

    @Override
    String create(Arguments wanted) {
        connect.associateBot(associate -> associate.instanceId(instance).lexBot(wanted.<LexBot>get("lex_bot")));
        return BOT.name();
    }

    @Override
    Arguments read(String id) {
        return connect
                .listBots(list -> list.instanceId(instance).lexVersion("V1").maxResults(25))
                .lexBots()
                .stream()
                .map(found -> found.lexBot())
                .filter(found -> found.name().equals(id))
                .findFirst()
                .map(found -> Arguments.of("lex_bot", found))
                .orElseThrow(() -> ResourceNotFoundException.builder().build());
    }

    @Override
    void delete(String id) {
        connect.disassociateBot(
                disassociate -> disassociate.instanceId(instance).lexBot(BOT));
    }
}
