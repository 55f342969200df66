package io.recontact.console.web.configuration;

import io.recontact.api.InstanceId;
import io.recontact.configuration.HierarchyGroup;
import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.HierarchyGroupService;
import io.recontact.configuration.HierarchyLevel;
import io.recontact.configuration.NewHierarchyGroup;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of the groups of the user hierarchy. As in the API, a group stays below its parent. */
@Controller
@ConsoleEnabled
@RequestMapping(HierarchyGroupPages.PATH)
class HierarchyGroupPages extends ResourcePages<HierarchyGroup, HierarchyGroupId> {

    static final String PATH = "/console/configuration/hierarchy-groups";

    private static final String PARENT = "ParentGroupId";
    private static final int MAX_SHOWN = 1000;

    private final HierarchyGroupService groups;
    private final Choices choices;

    HierarchyGroupPages(HierarchyGroupService groups, Choices choices, TransactionTemplate transactions) {
        super(ResourceKind.HIERARCHY_GROUPS, groups, HierarchyGroupId::new, transactions);
        this.groups = groups;
        this.choices = choices;
    }

    /** Returns the level and the groups above. */
    @Override
    String detail(HierarchyGroup group) {
        var path = groups.paths(group.instance(), List.of(group));
        var above = group.path().stream()
                .filter(id -> !id.equals(group.id()))
                .map(id -> Objects.requireNonNull(path.get(id)).name())
                .collect(Collectors.joining(" / "));
        var level = level(group.instance(), group.level());
        return above.isEmpty() ? level : "%s, in %s".formatted(level, above);
    }

    private String level(InstanceId instance, int number) {
        return groups.levels(instance).stream()
                .filter(level -> level.level() == number)
                .map(HierarchyLevel::name)
                .findFirst()
                .orElse("Level %d".formatted(number));
    }

    @Override
    Form form(ConsoleUser user, @Nullable HierarchyGroup present) {
        var name = Field.text("Name", "Name", 100, present == null ? null : present.name())
                .required();
        return present == null
                ? Form.of(
                        name,
                        Field.choice(PARENT, "In", choices.hierarchyGroups(user.instance()), null)
                                .hint("Without one, the group is on the uppermost level."))
                : Form.of(name);
    }

    @Override
    List<Link> links(ConsoleUser user) {
        return ResourceKind.HIERARCHY_GROUPS.mayEdit(user)
                ? List.of(new Link("Levels of the hierarchy", PATH + "/levels", ""))
                : List.of();
    }

    @Override
    List<Related> related(ConsoleUser user, HierarchyGroup group) {
        var levels = groups.levels(user.instance());
        if (group.level() >= levels.size()) {
            return List.of();
        }
        var below = groups.search(
                user.instance(), ResourceSpecifications.oneOf("parent", List.of(group.id())), null, MAX_SHOWN);
        return List.of(new Related(
                levels.get(group.level()).name(),
                below.stream()
                        .map(one -> new Link(one.name(), "%s/%s".formatted(PATH, one.id()), ""))
                        .toList(),
                ResourceKind.HIERARCHY_GROUPS.mayCreate(user)
                        ? new Link("New group here", "%s/new?%s=%s".formatted(PATH, PARENT, group.id()), "")
                        : null));
    }

    @Override
    HierarchyGroupId create(ConsoleUser user, Submission submission) {
        var parent = submission.textOrNull(PARENT);
        return groups.create(
                        user.instance(),
                        new NewHierarchyGroup(
                                submission.text("Name"),
                                parent == null ? null : HierarchyGroupId.parse(user.instance(), PARENT, parent),
                                null))
                .id();
    }

    @Override
    void change(ConsoleUser user, HierarchyGroup present, Submission submission) {
        var name = submission.changed("Name", present.name());
        if (name != null) {
            groups.rename(user.instance(), present.id(), name);
        }
    }
}
