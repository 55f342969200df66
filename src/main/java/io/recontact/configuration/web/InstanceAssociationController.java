package io.recontact.configuration.web;

import io.recontact.configuration.Instance;
import io.recontact.configuration.InstanceAssociation;
import io.recontact.configuration.InstanceAssociation.Target;
import io.recontact.configuration.InstanceAssociationService;
import io.recontact.configuration.web.AssociateLexBot.LexBot;
import io.recontact.configuration.web.ListBots.LexVersion;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Associates functions, bots and origins with an instance. */
@RestController
@RequestMapping("/instance/{InstanceId}")
class InstanceAssociationController {

    private final InstanceAssociationService associations;

    InstanceAssociationController(InstanceAssociationService associations) {
        this.associations = associations;
    }

    @PutMapping("/lambda-function")
    void associateLambdaFunction(@Valid @RequestBody AssociateLambdaFunction.Request request, Instance instance) {
        associations.associate(instance.id(), Target.function(request.functionArn()), request.clientToken());
    }

    @DeleteMapping("/lambda-function")
    void disassociateLambdaFunction(
            @RequestParam @Size(min = 1, max = 140) String functionArn,
            @RequestParam(required = false) @Size(max = 500) @Nullable String clientToken,
            Instance instance) {
        associations.disassociate(instance.id(), Target.function(functionArn), clientToken);
    }

    @GetMapping("/lambda-functions")
    ListLambdaFunctions.Response listLambdaFunctions(@PageSize(25) Paging paging, Instance instance) {
        return page(instance, InstanceAssociation.Type.LAMBDA_FUNCTION, paging)
                .answer(one -> one.target().name(), ListLambdaFunctions.Response::new);
    }

    @PutMapping("/approved-origin")
    void associateApprovedOrigin(@Valid @RequestBody AssociateApprovedOrigin.Request request, Instance instance) {
        associations.associate(instance.id(), Target.origin(request.origin()), request.clientToken());
    }

    @DeleteMapping("/approved-origin")
    void disassociateApprovedOrigin(
            @RequestParam @Size(max = 267) String origin,
            @RequestParam(required = false) @Size(max = 500) @Nullable String clientToken,
            Instance instance) {
        associations.disassociate(instance.id(), Target.origin(origin), clientToken);
    }

    @GetMapping("/approved-origins")
    ListApprovedOrigins.Response listApprovedOrigins(@PageSize(25) Paging paging, Instance instance) {
        return page(instance, InstanceAssociation.Type.APPROVED_ORIGIN, paging)
                .answer(one -> one.target().name(), ListApprovedOrigins.Response::new);
    }

    @PutMapping("/lex-bot")
    void associateLexBot(@Valid @RequestBody AssociateLexBot.Request request, Instance instance) {
        associations.associate(instance.id(), request.lexBot().toTarget(), request.clientToken());
    }

    @DeleteMapping("/lex-bot")
    void disassociateLexBot(
            @RequestParam @Size(max = 50) String botName,
            @RequestParam @Size(max = 60) String lexRegion,
            @RequestParam(required = false) @Size(max = 500) @Nullable String clientToken,
            Instance instance) {
        associations.disassociate(
                instance.id(), new Target(InstanceAssociation.Type.LEX_BOT, botName, lexRegion), clientToken);
    }

    @GetMapping("/lex-bots")
    ListLexBots.Response listLexBots(@PageSize(25) Paging paging, Instance instance) {
        return page(instance, InstanceAssociation.Type.LEX_BOT, paging)
                .answer(one -> LexBot.of(one.target()), ListLexBots.Response::new);
    }

    @PutMapping("/bot")
    void associateBot(@Valid @RequestBody AssociateBot.Request request, Instance instance) {
        associations.associate(instance.id(), request.toTarget(), request.clientToken());
    }

    /** Has the members of AssociateBot. */
    @PostMapping("/bot")
    void disassociateBot(@Valid @RequestBody AssociateBot.Request request, Instance instance) {
        associations.disassociate(instance.id(), request.toTarget(), request.clientToken());
    }

    @GetMapping("/bots")
    ListBots.Response listBots(@RequestParam LexVersion lexVersion, @PageSize(25) Paging paging, Instance instance) {
        var type = lexVersion == LexVersion.V1 ? InstanceAssociation.Type.LEX_BOT : InstanceAssociation.Type.LEX_V2_BOT;
        return page(instance, type, paging)
                .answer(one -> ListBots.LexBotConfig.of(one.target()), ListBots.Response::new);
    }

    private Paging.Page<InstanceAssociation> page(Instance instance, InstanceAssociation.Type type, Paging paging) {
        return paging.read(
                (after, size) -> associations.page(instance.id(), type, after, size), InstanceAssociation::id);
    }
}
