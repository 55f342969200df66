package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.LexBotConfig;
import software.amazon.awssdk.services.connect.model.ResourceConflictException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ServiceQuotaExceededException;

@ServiceTest
class InstanceAssociationTests {

    /** A kind of association, as the API has it. */
    @SuppressWarnings("ImmutableEnumChecker") // its operations are lambdas without state
    enum Kind {
        FUNCTION(
                (connect, instance, name, token) -> connect.associateLambdaFunction(
                        r -> r.instanceId(instance).functionArn("arn:" + name).clientToken(token)),
                (connect, instance, name, token) -> connect.disassociateLambdaFunction(
                        r -> r.instanceId(instance).functionArn("arn:" + name).clientToken(token)),
                (connect, instance) ->
                        connect.listLambdaFunctions(r -> r.instanceId(instance)).lambdaFunctions().stream()
                                .map(arn -> arn.substring("arn:".length()))
                                .toList()),
        ORIGIN(
                (connect, instance, name, token) -> connect.associateApprovedOrigin(
                        r -> r.instanceId(instance).origin("https://" + name).clientToken(token)),
                (connect, instance, name, token) -> connect.disassociateApprovedOrigin(
                        r -> r.instanceId(instance).origin("https://" + name).clientToken(token)),
                (connect, instance) -> connect.listApprovedOrigins(r -> r.instanceId(instance)).origins().stream()
                        .map(origin -> origin.substring("https://".length()))
                        .toList()),
        LEX_BOT(
                (connect, instance, name, token) -> connect.associateLexBot(r -> r.instanceId(instance)
                        .lexBot(bot -> bot.name(name).lexRegion("eu-west-1"))
                        .clientToken(token)),
                (connect, instance, name, token) -> connect.disassociateLexBot(r -> r.instanceId(instance)
                        .botName(name)
                        .lexRegion("eu-west-1")
                        .clientToken(token)),
                (connect, instance) -> connect.listLexBots(r -> r.instanceId(instance)).lexBots().stream()
                        .map(bot -> bot.name())
                        .toList()),
        BOT_V1(
                (connect, instance, name, token) -> connect.associateBot(r -> r.instanceId(instance)
                        .lexBot(bot -> bot.name(name).lexRegion("eu-west-1"))
                        .clientToken(token)),
                (connect, instance, name, token) -> connect.disassociateBot(r -> r.instanceId(instance)
                        .lexBot(bot -> bot.name(name).lexRegion("eu-west-1"))
                        .clientToken(token)),
                (connect, instance) -> connect
                        .listBots(r -> r.instanceId(instance).lexVersion("V1"))
                        .lexBots()
                        .stream()
                        .map(LexBotConfig::lexBot)
                        .map(bot -> bot.name())
                        .toList()),
        BOT_V2(
                (connect, instance, name, token) -> connect.associateBot(r -> r.instanceId(instance)
                        .lexV2Bot(bot -> bot.aliasArn("arn:" + name))
                        .clientToken(token)),
                (connect, instance, name, token) -> connect.disassociateBot(r -> r.instanceId(instance)
                        .lexV2Bot(bot -> bot.aliasArn("arn:" + name))
                        .clientToken(token)),
                (connect, instance) -> connect
                        .listBots(r -> r.instanceId(instance).lexVersion("V2"))
                        .lexBots()
                        .stream()
                        .map(bot -> bot.lexV2Bot().aliasArn().substring("arn:".length()))
                        .toList());

        private final Change associate;
        private final Change disassociate;
        private final Names list;

        Kind(Change associate, Change disassociate, Names list) {
            this.associate = associate;
            this.disassociate = disassociate;
            this.list = list;
        }
    }

    interface Change {
        void call(ConnectClient connect, String instance, String name, @Nullable String token);
    }

    interface Names {
        List<String> call(ConnectClient connect, String instance);
    }

    private final ConnectClient connect;
    private final Service.Calls calls;
    private final String instance;

    InstanceAssociationTests(Service.Calls calls) {
        this.calls = calls;
        this.connect = calls.connect();
        this.instance = calls.newTenant().instance();
    }

    private static String newName() {
        return "n" + UUID.randomUUID().toString().substring(0, 8);
    }

    private void associate(Kind kind, String name) {
        kind.associate.call(connect, instance, name, null);
    }

    private List<String> list(Kind kind) {
        return kind.list.call(connect, instance);
    }

    @ParameterizedTest
    @EnumSource
    void isListedInItsInstanceUntilItIsDisassociated(Kind kind) {
        var names = List.of(newName(), newName());
        names.forEach(name -> associate(kind, name));

        assertThat(list(kind)).isEqualTo(names);
        assertThat(kind.list.call(connect, calls.newTenant().instance())).isEmpty();

        kind.disassociate.call(connect, instance, names.getFirst(), null);

        assertThat(list(kind)).containsExactly(names.getLast());
    }

    @ParameterizedTest
    @EnumSource
    void isAssociatedOnceInARace(Kind kind) {
        var name = newName();

        var first = ConcurrentCalls.run(8, _ -> {
            try {
                associate(kind, name);
                return true;
            } catch (ResourceConflictException _) {
                return false; // another was first
            }
        });

        assertThat(first).containsOnlyOnce(true);
        assertThat(list(kind)).containsExactly(name);
    }

    @ParameterizedTest
    @EnumSource
    void isNotFoundWhenItIsNotAssociated(Kind kind) {
        associate(kind, newName());

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> kind.disassociate.call(connect, instance, newName(), null));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> kind.associate.call(connect, UUID.randomUUID().toString(), newName(), null));
    }

    @ParameterizedTest
    @EnumSource
    void takesEffectOnceWithAToken(Kind kind) {
        var name = newName();
        var token = UUID.randomUUID().toString();
        kind.associate.call(connect, instance, name, token);
        kind.disassociate.call(connect, instance, name, null);

        kind.associate.call(connect, instance, name, token); // a late repeat

        assertThat(list(kind)).isEmpty();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> kind.associate.call(connect, instance, newName(), token));
    }

    @Test
    void listsTwentyFiveOnAPage() {
        for (var i = 0; i < 26; i++) {
            associate(Kind.FUNCTION, newName());
        }

        var page = connect.listLambdaFunctions(r -> r.instanceId(instance));
        var next = connect.listLambdaFunctions(r -> r.instanceId(instance).nextToken(page.nextToken()));

        assertThat(page.lambdaFunctions()).hasSize(25);
        assertThat(next.lambdaFunctions()).hasSize(1);
        assertThat(next.nextToken()).isNull();
    }

    @Test
    void keepsTheQuotaOfFunctionsInARace() {
        for (var i = 0; i < 48; i++) {
            associate(Kind.FUNCTION, newName());
        }

        var admitted = ConcurrentCalls.run(6, _ -> {
            try {
                associate(Kind.FUNCTION, newName());
                return true;
            } catch (ServiceQuotaExceededException _) {
                return false;
            }
        });

        assertThat(admitted).filteredOn(one -> one).hasSize(2);
        associate(Kind.BOT_V2, newName());
        var some = connect.listLambdaFunctions(r -> r.instanceId(instance))
                .lambdaFunctions()
                .getFirst();
        connect.disassociateLambdaFunction(r -> r.instanceId(instance).functionArn(some));
        associate(Kind.FUNCTION, newName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "https://", "https://example.com/", "https://*.example.com", "ftp://a", "*"})
    void refusesWhatIsNoOrigin(String origin) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> connect.associateApprovedOrigin(
                        r -> r.instanceId(instance).origin(origin)))
                .withMessageContaining("Origin");
    }

    @Test
    void refusesABotOfBothGenerationsOrNone() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.associateBot(r -> r.instanceId(instance)))
                .withMessageContaining("LexBot");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> connect.associateBot(r -> r.instanceId(instance)
                        .lexBot(bot -> bot.name("n").lexRegion("eu-west-1"))
                        .lexV2Bot(bot -> bot.aliasArn("arn:a"))));
    }
}
