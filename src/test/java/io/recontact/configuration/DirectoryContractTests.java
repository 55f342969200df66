package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.configuration.DirectoryResource.Listed;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.TagCondition;

/** Rules of all configuration resources. The rules of a single resource are in its own tests. */
@ServiceTest
class DirectoryContractTests {

    private static final Map<String, String> TAGS = Map.of("team", "blue");

    private final Service.Calls calls;
    private final ConnectClient connect;
    private final String instance;

    DirectoryContractTests(Service.Calls calls) {
        this.calls = calls;
        this.connect = calls.connect();
        this.instance = calls.newTenant().instance();
    }

    private static String newName() {
        return "n" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    }

    private DirectoryResource.Created create(DirectoryResource resource) {
        return resource.create(connect, instance, newName(), TAGS);
    }

    private List<List<Listed>> pages(DirectoryResource resource, @Nullable Integer size) {
        var pages = new ArrayList<List<Listed>>();
        String next = null;
        do {
            var page = resource.list(connect, instance, size, next);
            pages.add(page.elements());
            next = page.next();
        } while (next != null);
        return pages;
    }

    private List<Listed> all(DirectoryResource resource) {
        return pages(resource, null).stream().flatMap(List::stream).toList();
    }

    private static void assertInvalid(ThrowingCallable call, String member) {
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .withMessageContaining(member);
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(call);
    }

    @ParameterizedTest
    @EnumSource
    void isDescribedAndListedAsItWasCreated(DirectoryResource resource) {
        var name = newName();

        var created = resource.create(connect, instance, name, TAGS);

        var described = resource.describe(connect, instance, created.id());
        assertThat(described).isEqualTo(new DirectoryResource.Described(created.id(), created.arn(), name, TAGS));
        assertThat(created.arn()).contains(resource.isOfAnInstance() ? instance + "/" : "instance/");
        assertThat(created.arn()).endsWith("/" + created.id());
        assertThat(all(resource)).contains(new Listed(created.id(), created.arn(), name));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INSTANCE")
    void isFoundByItsArn(DirectoryResource resource) {
        var created = create(resource);

        assertThat(resource.describe(connect, instance, created.arn()).id()).isEqualTo(created.id());
    }

    @ParameterizedTest
    @EnumSource
    void acceptsANameOnceInARace(DirectoryResource resource) {
        var name = newName();

        var created = ConcurrentCalls.run(10, _ -> {
            try {
                resource.create(connect, instance, name, TAGS);
                return true;
            } catch (ConnectException e) {
                assertThat(e).isInstanceOf(resource.duplicateError());
                return false; // another was first
            }
        });

        assertThat(created).containsOnlyOnce(true);
        assertThat(all(resource)).extracting(Listed::name).containsOnlyOnce(name);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INSTANCE")
    void acceptsANameOnceInEachInstance(DirectoryResource resource) {
        var other = calls.newTenant().instance();
        var name = newName();
        resource.create(connect, instance, name, TAGS);

        assertThat(resource.create(connect, other, name, TAGS).id()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void isListedByPage(DirectoryResource resource) {
        while (all(resource).size() < 5) {
            create(resource);
        }
        var all = all(resource).stream().map(Listed::id).toList();

        var pages = pages(resource, 2);

        assertThat(pages.subList(0, pages.size() - 1))
                .allSatisfy(page -> assertThat(page).hasSize(2));
        assertThat(pages.getLast()).hasSize(all.size() % 2 == 0 ? 2 : 1);
        assertThat(pages.stream().flatMap(List::stream).map(Listed::id))
                .doesNotHaveDuplicates()
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @EnumSource
    void limitsPagesToAThousand(DirectoryResource resource) {
        assertInvalid(() -> resource.list(connect, instance, 0, null), "MaxResults");
        assertInvalid(() -> resource.list(connect, instance, 1001, null), "MaxResults");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTokensOfOtherLists(DirectoryResource resource) {
        var other = resource == DirectoryResource.SECURITY_PROFILE
                ? DirectoryResource.CONTACT_FLOW
                : DirectoryResource.SECURITY_PROFILE;
        var foreign = other.list(connect, instance, 1, null).next();

        assertInvalid(() -> resource.list(connect, instance, 1, foreign), "NextToken");
        assertInvalid(() -> resource.list(connect, instance, 1, "???"), "NextToken");
    }

    @ParameterizedTest
    @EnumSource
    void isNotFoundUnderAnUnknownId(DirectoryResource resource) {
        assertNotFound(
                () -> resource.describe(connect, instance, UUID.randomUUID().toString()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INSTANCE")
    void isNotFoundFromAnotherInstance(DirectoryResource resource) {
        var foreign = resource.create(connect, calls.newTenant().instance(), newName(), TAGS);

        assertNotFound(() -> resource.describe(connect, instance, foreign.id()));
        assertNotFound(() -> resource.describe(connect, instance, foreign.arn()));
    }

    @ParameterizedTest
    @EnumSource
    void needsANameAndRefusesTagsOfAws(DirectoryResource resource) {
        var before = all(resource);

        assertInvalid(() -> resource.create(connect, instance, "", TAGS), resource.nameMember());
        assertInvalid(() -> resource.create(connect, instance, "x".repeat(300), TAGS), resource.nameMember());
        assertInvalid(() -> resource.create(connect, instance, newName(), Map.of("aws:x", "y")), "Tags");
        assertThat(all(resource)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void isTaggedAndUntagged(DirectoryResource resource) {
        var created = create(resource);

        connect.tagResource(r -> r.resourceArn(created.arn()).tags(Map.of("team", "red", "floor", "3")));
        connect.untagResource(r -> r.resourceArn(created.arn()).tagKeys("team", "never set"));

        var tags =
                connect.listTagsForResource(r -> r.resourceArn(created.arn())).tags();
        assertThat(tags).isEqualTo(Map.of("floor", "3"));
        assertThat(resource.describe(connect, instance, created.id()).tags()).isEqualTo(tags);
    }

    @ParameterizedTest
    @EnumSource
    void hasFiftyTagsAtMost(DirectoryResource resource) {
        var created = create(resource);
        var more = IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));

        assertInvalid(
                () -> connect.tagResource(r -> r.resourceArn(created.arn()).tags(more)), "50");

        assertThat(resource.describe(connect, instance, created.id()).tags()).isEqualTo(TAGS);
    }

    @ParameterizedTest
    @EnumSource
    void hasNoTagsUnderAnUnknownArn(DirectoryResource resource) {
        var created = create(resource);
        var unknown = created.arn().replace(created.id(), UUID.randomUUID().toString());

        assertNotFound(() -> connect.listTagsForResource(r -> r.resourceArn(unknown)));
        assertNotFound(() -> connect.tagResource(r -> r.resourceArn(unknown).tags(TAGS)));
        assertNotFound(() -> connect.untagResource(r -> r.resourceArn(unknown).tagKeys("team")));
    }

    @ParameterizedTest
    @MethodSource("io.recontact.configuration.DirectoryResource#renamable")
    void isRenamed(DirectoryResource resource) {
        var created = create(resource);
        var name = newName();

        resource.rename(connect, instance, created.id(), name);

        assertThat(resource.describe(connect, instance, created.id()))
                .isEqualTo(new DirectoryResource.Described(created.id(), created.arn(), name, TAGS));
        assertThat(all(resource)).contains(new Listed(created.id(), created.arn(), name));
        resource.rename(connect, instance, created.id(), name); // a resource may keep its name
    }

    @ParameterizedTest
    @MethodSource("io.recontact.configuration.DirectoryResource#renamable")
    void isNotRenamedToANameThatAnotherHas(DirectoryResource resource) {
        var taken = newName();
        resource.create(connect, instance, taken, TAGS);
        var created = create(resource);
        var before = resource.describe(connect, instance, created.id());

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> resource.rename(connect, instance, created.id(), taken))
                .isInstanceOf(resource.duplicateNameError());

        assertThat(resource.describe(connect, instance, created.id())).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("io.recontact.configuration.DirectoryResource#renamable")
    void isNotRenamedUnderAnUnknownId(DirectoryResource resource) {
        assertNotFound(
                () -> resource.rename(connect, instance, UUID.randomUUID().toString(), newName()));
    }

    @ParameterizedTest
    @MethodSource("io.recontact.configuration.DirectoryResource#deletable")
    void isDeleted(DirectoryResource resource) {
        var name = newName();
        var created = resource.create(connect, instance, name, TAGS);

        resource.delete(connect, instance, created.id());

        assertNotFound(() -> resource.describe(connect, instance, created.id()));
        assertNotFound(() -> resource.delete(connect, instance, created.id()));
        assertThat(all(resource)).extracting(Listed::id).doesNotContain(created.id());
        assertThat(resource.create(connect, instance, name, TAGS).id()).isNotEqualTo(created.id());
    }

    @ParameterizedTest
    @MethodSource("io.recontact.configuration.DirectoryResource#deletable")
    void isNotDeletedFromAnotherInstance(DirectoryResource resource) {
        var created = create(resource);
        var other = calls.newTenant().instance();

        assertNotFound(() -> resource.delete(connect, other, created.id()));

        assertThat(resource.describe(connect, instance, created.id()).id()).isEqualTo(created.id());
    }

    @ParameterizedTest
    @MethodSource("io.recontact.configuration.DirectoryResource#searchable")
    void isFoundByNameAndTag(DirectoryResource resource) {
        var color = newName();
        var first = resource.create(connect, instance, newName(), Map.of("color", color));
        var second = resource.create(connect, instance, newName(), Map.of("color", color));
        var otherColor = resource.create(connect, instance, newName(), Map.of("color", newName()));
        resource.create(connect, instance, newName(), Map.of("color", color));
        var names = Stream.of(first, second, otherColor)
                .map(one -> resource.describe(connect, instance, one.id()).name())
                .toList();
        var search = new DirectoryResource.Search(
                names, TagCondition.builder().tagKey("color").tagValue(color).build());

        var page = resource.search(connect, instance, search, 1, null);
        var last = resource.search(connect, instance, search, 1, page.next());

        assertThat(Stream.concat(page.elements().stream(), last.elements().stream()))
                .containsExactly(
                        new Listed(first.id(), first.arn(), names.get(0)),
                        new Listed(second.id(), second.arn(), names.get(1)));
        assertThat(last.next()).isNull();
    }
}
