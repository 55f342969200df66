package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.Instance;
import io.recontact.configuration.Qualifier;
import io.recontact.configuration.ViewId;
import io.recontact.configuration.ViewService;
import io.recontact.configuration.ViewType;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
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
class ViewController {

    private static final String MEMBER = "ViewId";
    private static final int MAX_PAGE = 100;

    private final ViewService views;
    private final ResourceSearch search;

    ViewController(ViewService views, ResourceSearch search) {
        this.views = views;
        this.search = search;
    }

    @PutMapping("/views/{InstanceId}")
    CreateView.Response createView(Caller caller, @Valid @RequestBody CreateView.Request request, Instance instance) {
        var id = views.create(instance.id(), request.toNewView(), request.clientToken());
        return new CreateView.Response(describe(instance, id, qualifier(request.status()), caller.arns()));
    }

    @GetMapping("/views/{InstanceId}/{ViewId}")
    DescribeView.Response describeView(Caller caller, @PathVariable(MEMBER) String viewId, Instance instance) {
        var reference = ContentReference.parse(instance.id(), MEMBER, viewId, ViewId::parse);
        return new DescribeView.Response(describe(instance, reference.id(), reference.qualifier(), caller.arns()));
    }

    /** AWS manages no views here. A NextToken, which {@link Paging} reads, must not be empty. */
    @GetMapping("/views/{InstanceId}")
    ListViews.Response listViews(
            Caller caller,
            @RequestParam(name = "type", required = false) @Nullable ViewType type,
            @RequestParam(required = false) @Size(min = 1, max = 4096) @Nullable String nextToken,
            @PageSize(MAX_PAGE) Paging paging,
            Instance instance) {
        return paging.search(views, instance.id(), SearchViews.ofType(type))
                .answer(view -> ListViews.ViewSummary.of(view, caller.arns()), ListViews.Response::new);
    }

    @PostMapping("/search-views")
    SearchViews.Response searchViews(Caller caller, @Valid @RequestBody SearchViews.Request request) {
        return search.search("SearchViews", caller, views, request)
                .answer(view -> DescribeView.View.of(view, null, caller.arns()), SearchViews.Response::new);
    }

    @PostMapping("/views/{InstanceId}/{ViewId}")
    UpdateViewContent.Response updateViewContent(
            Caller caller, @Valid @RequestBody UpdateViewContent.Request request, Instance instance, ViewId id) {
        var content = request.content().toContent().write();
        if (request.status() == ContactFlowStatus.PUBLISHED) {
            views.publishContent(instance.id(), id, content);
        } else {
            views.saveContent(instance.id(), id, content);
        }
        return new UpdateViewContent.Response(describe(instance, id, qualifier(request.status()), caller.arns()));
    }

    @PostMapping("/views/{InstanceId}/{ViewId}/metadata")
    void updateViewMetadata(@Valid @RequestBody UpdateViewMetadata.Request request, Instance instance, ViewId id) {
        UpdatedTexts.require(request.name(), request.description());
        views.change(instance.id(), id, request.name(), request.description());
    }

    @DeleteMapping("/views/{InstanceId}/{ViewId}")
    void deleteView(Instance instance, ViewId id) {
        views.delete(instance.id(), id);
    }

    @PutMapping("/views/{InstanceId}/{ViewId}/versions")
    CreateViewVersion.Response createViewVersion(
            Caller caller, @Valid @RequestBody CreateViewVersion.Request request, Instance instance, ViewId id) {
        var version = views.createVersion(instance.id(), id, request.versionDescription(), request.viewContentSha256());
        return new CreateViewVersion.Response(
                describe(instance, id, new Qualifier.Version(version.number()), caller.arns()));
    }

    @GetMapping("/views/{InstanceId}/{ViewId}/versions")
    ListViewVersions.Response listViewVersions(
            Caller caller,
            @RequestParam(required = false) @Size(min = 1, max = 4096) @Nullable String nextToken,
            @PageSize(MAX_PAGE) Paging paging,
            Instance instance,
            ViewId id) {
        var view = views.require(instance.id(), id);
        var page = VersionPaging.read(paging, (before, size) -> views.versions(instance.id(), view.id(), before, size));
        return page.answer(
                version -> ListViewVersions.ViewVersionSummary.of(view, version, caller.arns()),
                ListViewVersions.Response::new);
    }

    @DeleteMapping("/views/{InstanceId}/{ViewId}/versions/{ViewVersion}")
    void deleteViewVersion(@PathVariable("ViewVersion") @Min(1) int viewVersion, Instance instance, ViewId id) {
        views.deleteVersion(instance.id(), id, viewVersion);
    }

    private DescribeView.View describe(Instance instance, ViewId id, Qualifier qualifier, Arns arns) {
        var view = views.require(instance.id(), id);
        return DescribeView.View.of(view, views.content(view, qualifier), arns);
    }

    /** Returns the qualifier of the content that a request has just written. */
    private static Qualifier qualifier(ContactFlowStatus written) {
        return written == ContactFlowStatus.PUBLISHED ? Qualifier.LATEST : Qualifier.SAVED;
    }
}
