package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.MethodParameter;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Generates docs/operations.md from the controllers, their wire records and the service models, and fails if the page
 * says something else. Compares the operations that docs/compatibility.md describes with the controllers.
 */
class OperationPageTests {

    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Path GENERATED = Path.of("target/operations.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][A-Za-z0-9]+[^|]*) \\|.*\\|$");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z][a-z]+[A-Z]\\w+");

    private final Map<String, HandlerMethod> handlers = new TreeMap<>();
    private final Map<String, Operation> operations = new TreeMap<>();

    OperationPageTests() {
        try (var context = new GenericWebApplicationContext()) {
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            scanner.getBeanDefinitionDefaults().setLazyInit(true); // The routes are enough.
            scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
            scanner.addExcludeFilter(
                    (reader, _) -> reader.getClassMetadata().getClassName().contains("Tests"));
            scanner.scan("io.recontact");
            context.refresh();
            var mappings = new RequestMappingHandlerMapping();
            mappings.setApplicationContext(context);
            mappings.afterPropertiesSet();
            mappings.getHandlerMethods().forEach(this::add);
        }
    }

    private void add(RequestMappingInfo mapping, HandlerMethod handler) {
        var routes = new Operations();
        for (var method : mapping.getMethodsCondition().getMethods()) {
            mapping.getPatternValues().stream()
                    .flatMap(path -> routes.find(method.name(), path).stream())
                    .filter(Operation::isOfModel)
                    .forEach(operation -> {
                        handlers.put(nameOf(operation), handler);
                        operations.put(nameOf(operation), operation);
                    });
        }
    }

    /** Both services have an operation DescribeView. */
    private static String nameOf(Operation operation) {
        return operation.name().equals("DescribeView") && operation.ofParticipantService()
                ? "DescribeView (participant)"
                : operation.name();
    }

    @Test
    void listsEachOperationWithItsMembers() throws IOException {
        var page = """
                # Operations

                Every operation of the service, with the members of the request body that it reads, and those of the
                service models that it does not. Members in the path and in the query are not listed. Operations of
                resources that the service does not have only validate the request. [Compatibility](compatibility.md)
                says what each member does. Every other operation answers 404 `UnknownOperationException`.

                This page is generated from the controllers and their wire records. `OperationPageTests` compares it,
                and writes `target/operations.md` if it differs.

                | Operation | Request | Reads | Does not read |
                |---|---|---|---|
                """
                + operations.entrySet().stream()
                        .map(operation -> row(operation.getKey(), operation.getValue()))
                        .collect(Collectors.joining());
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, page);
        assertThat(PAGE).as("cp %s %s", GENERATED, PAGE).hasContent(page);
    }

    @Test
    void describesTheDifferencesOfEachOperation() throws IOException {
        var page = Files.readString(Path.of("docs/compatibility.md"));
        var section = page.substring(page.indexOf("## Operations"), page.indexOf("### Historical metrics"));
        var described = new TreeSet<String>();
        ROW.matcher(section)
                .results()
                .flatMap(row ->
                        NAME.matcher(row.group(1).replaceAll("\\([^)]*\\)", "")).results())
                .map(MatchResult::group)
                .forEach(described::add);
        assertThat(described)
                .containsExactlyInAnyOrderElementsOf(
                        operations.values().stream().map(Operation::name).collect(Collectors.toSet()));
    }

    private String row(String name, Operation operation) {
        var read = read(Objects.requireNonNull(handlers.get(name)));
        var unread = new TreeSet<String>();
        RequestModel.of(operation).members(operation).properties().forEach(member -> {
            if (member.getValue().path("location").asString("body").equals("body") && !read.contains(member.getKey())) {
                unread.add(member.getKey());
            }
        });
        return "| %s | %s `/%s` | %s | %s |\n"
                .formatted(
                        name,
                        operation.method(),
                        String.join("/", operation.segments()),
                        String.join(", ", read),
                        String.join(", ", unread))
                .replaceAll(" {2,}", " ");
    }

    private static Set<String> read(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(MethodParameter::getParameterType)
                .filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(OperationPageTests::memberName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A few operations have members in lower case. */
    private static String memberName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? MemberNames.ofProperty(component.getName()) : named.value();
    }
}
