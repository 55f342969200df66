package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowModuleAlias;
import io.recontact.configuration.ContactFlowModuleId;
import io.recontact.configuration.ContactFlowModuleService;
import io.recontact.configuration.Instance;
import io.recontact.configuration.ModuleSummary;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ContactFlowModuleController {

    private static final String MEMBER = "ContactFlowModuleId";

    private final ContactFlowModuleService modules;
    private final ResourceSearch search;

    ContactFlowModuleController(ContactFlowModuleService modules, ResourceSearch search) {
        this.modules = modules;
        this.search = search;
    }

    @PutMapping("/contact-flow-modules/{InstanceId}")
    CreateContactFlowModule.Response createContactFlowModule(
            Caller caller, @Valid @RequestBody CreateContactFlowModule.Request request, Instance instance) {
        var id = modules.create(instance.id(), request.toNewModule(), request.clientToken());
        return new CreateContactFlowModule.Response(id.toString(), caller.arns().of(instance.id(), id));
    }

    @GetMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}")
    DescribeContactFlowModule.Response describeContactFlowModule(
            Caller caller, @PathVariable(MEMBER) String contactFlowModuleId, Instance instance) {
        var reference = reference(instance, contactFlowModuleId);
        var module = modules.require(instance.id(), reference.id());
        return new DescribeContactFlowModule.Response(DescribeContactFlowModule.ContactFlowModule.of(
                module, modules.content(module, reference.qualifier()), caller.arns()));
    }

    @GetMapping("/contact-flow-modules-summary/{InstanceId}")
    ListContactFlowModules.Response listContactFlowModules(
            Caller caller,
            @RequestParam(name = "state", required = false) ContactFlow.@Nullable State state,
            Paging paging,
            Instance instance) {
        var states = state == null ? EnumSet.allOf(ContactFlow.State.class) : EnumSet.of(state);
        var page = paging.read((after, size) -> modules.page(instance.id(), states, after, size), ModuleSummary::id);
        return page.answer(
                module -> ListContactFlowModules.ContactFlowModuleSummary.of(instance.id(), module, caller.arns()),
                ListContactFlowModules.Response::new);
    }

    @PostMapping("/search-contact-flow-modules")
    SearchContactFlowModules.Response searchContactFlowModules(
            Caller caller, @Valid @RequestBody SearchContactFlowModules.Request request) {
        return search.search("SearchContactFlowModules", caller, modules, request)
                .answer(
                        module -> DescribeContactFlowModule.ContactFlowModule.of(module, null, caller.arns()),
                        SearchContactFlowModules.Response::new);
    }

    @PostMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/content")
    void updateContactFlowModuleContent(
            @PathVariable(MEMBER) String contactFlowModuleId,
            @Valid @RequestBody UpdateContactFlowModuleContent.Request request,
            Instance instance) {
        var reference = reference(instance, contactFlowModuleId);
        modules.updateContent(
                instance.id(), reference.id(), request.content(), request.settings(), reference.publishes(MEMBER));
    }

    @PostMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/metadata")
    void updateContactFlowModuleMetadata(
            @Valid @RequestBody UpdateContactFlowModuleMetadata.Request request,
            Instance instance,
            ContactFlowModuleId id) {
        modules.change(instance.id(), id, request.toChange());
    }

    @DeleteMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}")
    void deleteContactFlowModule(Instance instance, ContactFlowModuleId id) {
        modules.delete(instance.id(), id);
    }

    @PutMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/version")
    CreateContactFlowModuleVersion.Response createContactFlowModuleVersion(
            Caller caller,
            @Valid @RequestBody CreateContactFlowModuleVersion.Request request,
            Instance instance,
            ContactFlowModuleId id) {
        var version =
                modules.createVersion(instance.id(), id, request.description(), request.flowModuleContentSha256());
        return new CreateContactFlowModuleVersion.Response(caller.arns().of(instance.id(), id), version.number());
    }

    @GetMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/versions")
    ListContactFlowModuleVersions.Response listContactFlowModuleVersions(
            Caller caller, Paging paging, Instance instance, ContactFlowModuleId id) {
        var page = VersionPaging.read(paging, (before, size) -> modules.versions(instance.id(), id, before, size));
        var arn = caller.arns().of(instance.id(), id);
        return page.answer(
                version -> ListContactFlowModuleVersions.ContactFlowModuleVersionSummary.of(arn, version),
                ListContactFlowModuleVersions.Response::new);
    }

    @DeleteMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/version/{ContactFlowModuleVersion}")
    void deleteContactFlowModuleVersion(
            @PathVariable("ContactFlowModuleVersion") @Min(1) int contactFlowModuleVersion,
            Instance instance,
            ContactFlowModuleId id) {
        modules.deleteVersion(instance.id(), id, contactFlowModuleVersion);
    }

    @PutMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/alias")
    CreateContactFlowModuleAlias.Response createContactFlowModuleAlias(
            Caller caller,
            @Valid @RequestBody CreateContactFlowModuleAlias.Request request,
            Instance instance,
            ContactFlowModuleId id) {
        var alias = modules.createAlias(
                instance.id(),
                id,
                request.aliasName(),
                request.description(),
                request.contactFlowModuleVersion().intValue());
        return new CreateContactFlowModuleAlias.Response(
                caller.arns().of(instance.id(), id), alias.id().toString());
    }

    @GetMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/alias/{AliasId}")
    DescribeContactFlowModuleAlias.Response describeContactFlowModuleAlias(
            Caller caller,
            @PathVariable("AliasId") @Size(max = 500) String aliasId,
            Instance instance,
            ContactFlowModuleId id) {
        var alias = modules.requireAlias(instance.id(), id, aliasId);
        return new DescribeContactFlowModuleAlias.Response(
                DescribeContactFlowModuleAlias.ContactFlowModuleAliasInfo.of(instance.id(), alias, caller.arns()));
    }

    @GetMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/aliases")
    ListContactFlowModuleAliases.Response listContactFlowModuleAliases(
            Caller caller, Paging paging, Instance instance, ContactFlowModuleId id) {
        var page = paging.read(
                (after, size) -> modules.aliases(instance.id(), id, after, size), ContactFlowModuleAlias::id);
        var arn = caller.arns().of(instance.id(), id);
        return page.answer(
                alias -> ListContactFlowModuleAliases.ContactFlowModuleAliasSummary.of(arn, alias),
                ListContactFlowModuleAliases.Response::new);
    }

    @PostMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/alias/{AliasId}")
    void updateContactFlowModuleAlias(
            @PathVariable("AliasId") @Size(max = 500) String aliasId,
            @Valid @RequestBody UpdateContactFlowModuleAlias.Request request,
            Instance instance,
            ContactFlowModuleId id) {
        var version = request.contactFlowModuleVersion();
        modules.updateAlias(
                instance.id(),
                id,
                aliasId,
                request.name(),
                request.description(),
                version == null ? null : version.intValue());
    }

    @DeleteMapping("/contact-flow-modules/{InstanceId}/{ContactFlowModuleId}/alias/{AliasId}")
    void deleteContactFlowModuleAlias(
            @PathVariable("AliasId") @Size(max = 500) String aliasId, Instance instance, ContactFlowModuleId id) {
        modules.deleteAlias(instance.id(), id, aliasId);
    }

    private static ContentReference<ContactFlowModuleId> reference(Instance instance, String text) {
        return ContentReference.parse(instance.id(), MEMBER, text, ContactFlowModuleId::parse);
    }
}
