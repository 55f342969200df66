package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every relative link of every page leads somewhere, and the index leads to every page. */
class DocumentationTests {

    private static final Path DOCS = Path.of("docs");
    private static final Path INDEX = Path.of("docs/README.md");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern CODE = Pattern.compile("(?s)(`+).*?\\1");
    private static final Pattern LINK = Pattern.compile("\\[(?:[^\\[\\]]|\\[[^\\]]*\\])*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    /** A line of capitals only, or a name between two at signs. */
    private static final Pattern PLACEHOLDER = Pattern.compile("^[A-Z][A-Z _-]+$|@\\w+@");

    private static final Set<String> NOT_OURS = Set.of("target", "data", "node_modules", ".git");

    static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.getFileName().toString();
                return NOT_OURS.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadsOnlyToFilesAndHeadingsThatExist(Path page) throws IOException {
        for (var link : relativeLinks(page)) {
            var parts = link.split("#", 2);
            var target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", page, link).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("%s links to %s", page, link).contains(parts[1]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoPlaceholders(Path page) throws IOException {
        assertThat(withoutCodeBlocks(page).lines()).as("%s", page).noneMatch(PLACEHOLDER.asPredicate());
    }

    @Test
    void findsPlaceholders() {
        assertThat(Stream.of("COST", "CPU AND DISK", "takes @figure@ ms")).allMatch(PLACEHOLDER.asPredicate());
        assertThat(Stream.of("Cost", "42", "---", "| A |", "@a to b@c", "`@ServiceTest`"))
                .noneMatch(PLACEHOLDER.asPredicate());
    }

    @Test
    void indexHasEveryPage() throws IOException {
        assertThat(linkedFrom(INDEX)).containsAll(documents(DOCS));
    }

    @Test
    void indexOfDecisionsHasEveryDecision() throws IOException {
        var decisions = DOCS.resolve("decisions");
        assertThat(linkedFrom(decisions.resolve("README.md"))).containsAll(documents(decisions));
    }

    @Test
    void readmeLeadsToTheIndex() throws IOException {
        assertThat(linkedFrom(Path.of("README.md"))).contains(INDEX);
    }

    @Test
    void findsLinksAndHeadings() throws IOException {
        assertThat(pages()).hasSizeGreaterThan(70);
        assertThat(linkedFrom(INDEX)).hasSizeGreaterThan(25);
        assertThat(anchors(Path.of("INVARIANTS.md"))).contains("security");
        assertThat(anchor("`x-amzn-RequestId`, the [id](docs/events.md) of a call: 1"))
                .isEqualTo("x-amzn-requestid-the-id-of-a-call-1");
    }

    private static Set<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var documents = new HashSet<>(files.filter(Files::isRegularFile).toList());
            documents.remove(folder.resolve("README.md"));
            return documents;
        }
    }

    private static Set<Path> linkedFrom(Path page) throws IOException {
        var linked = new HashSet<Path>();
        for (var link : relativeLinks(page)) {
            linked.add(page.resolveSibling(link.split("#", 2)[0]).normalize());
        }
        return linked;
    }

    private static List<String> relativeLinks(Path page) throws IOException {
        var text = CODE.matcher(withoutCodeBlocks(page)).replaceAll("");
        return LINK.matcher(text)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                .toList();
    }

    /** The anchors that GitHub gives to the headings of a page. */
    private static Set<String> anchors(Path page) throws IOException {
        var uses = new HashMap<String, Integer>();
        var anchors = new HashSet<String>();
        HEADING.matcher(withoutCodeBlocks(page))
                .results()
                .map(MatchResult::group)
                .forEach(heading -> {
                    var anchor = anchor(heading.replaceFirst("^#+ +", ""));
                    var before = uses.merge(anchor, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? anchor : anchor + "-" + before);
                });
        return anchors;
    }

    private static String anchor(String heading) {
        return LINK.matcher(heading)
                .replaceAll(link -> link.group().replaceFirst("^\\[(.*)]\\(.*", "$1"))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String withoutCodeBlocks(Path page) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
    }
}
