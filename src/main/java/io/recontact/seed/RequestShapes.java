package io.recontact.seed;

import io.recontact.api.WireJson;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request records of the operations that the service has, found on the class path: the members of an operation and
 * their bounds are known without a running service.
 */
final class RequestShapes {

    private static final String RECORDS = "classpath*:io/recontact/**/web/*$Request.class";
    private static final Pattern RECORD = Pattern.compile(".*/(io/recontact/.*/web/(\\w+)\\$Request)\\.class");
    private static final Pattern MEMBER_START = Pattern.compile("(?:^|\\.)[a-z]");

    private final Map<String, Class<?>> types = new HashMap<>();
    private final JsonMapper strict = WireJson.mapper()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    RequestShapes() {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(RECORDS)) {
                var name = RECORD.matcher(file.getURL().getPath());
                if (name.matches()) {
                    var type = ClassUtils.forName(name.group(1).replace('/', '.'), null);
                    types.put(name.group(2), type);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("A class file without its class", e);
        }
    }

    /** Returns the members of an operation's body. */
    Set<String> members(String operation) {
        return Arrays.stream(type(operation).getRecordComponents())
                .map(component -> StringUtils.capitalize(component.getName()))
                .collect(Collectors.toSet());
    }

    private Class<?> type(String operation) {
        return Objects.requireNonNull(types.get(operation), operation);
    }

    /**
     * Checks the body of an operation.
     *
     * @param isComplete false if members that the operation requires may be missing
     * @throws SeedException if a member is unknown, has a value of another type, or breaks a bound
     */
    void check(Declared declared, String operation, ObjectNode body, boolean isComplete) {
        check(declared, operation, body, found -> isComplete || body.has(found.root()));
    }

    /**
     * Checks items of a list, of which a call may take fewer.
     *
     * @param operation an operation that takes items
     * @param body a body that has only them
     * @throws SeedException as above
     */
    void checkItems(Declared declared, String operation, ObjectNode body) {
        check(declared, operation, body, found -> body.has(found.root()) && !body.has(found.member()));
    }

    private void check(Declared declared, String operation, ObjectNode body, Predicate<Violation> isRelevant) {
        Object request;
        try {
            request = strict.treeToValue(body, type(operation));
        } catch (JacksonException e) {
            throw declared.refuse(path(e), reason(e, operation));
        }
        var violation = validator.validate(request).stream()
                .map(found -> new Violation(
                        member(found.getPropertyPath().toString()),
                        found.getConstraintDescriptor()
                                .getAnnotation()
                                .annotationType()
                                .getSimpleName(),
                        found.getMessage()))
                .filter(isRelevant)
                .min(Comparator.comparing(Violation::member).thenComparing(Violation::code));
        if (violation.isPresent()) {
            throw declared.refuse(violation.get().member(), violation.get().reason());
        }
    }

    private record Violation(String member, String code, String message) {

        String root() {
            return member.split("[.\\[]", 2)[0];
        }

        String reason() {
            return code.equals("NotNull") ? "%s is required".formatted(member) : "%s: %s".formatted(member, message);
        }
    }

    /** Returns {@code Queues[0].Name} for {@code queues[0].name}. */
    private static String member(String property) {
        var path = property.split("\\.<", 2)[0]; // the element of a container has no name
        return MEMBER_START.matcher(path).replaceAll(match -> match.group().toUpperCase(java.util.Locale.ROOT));
    }

    private static String path(JacksonException failure) {
        List<String> parts = new ArrayList<>();
        if (failure instanceof DatabindException found) {
            for (var reference : found.getPath()) {
                parts.add(
                        reference.getPropertyName() == null
                                ? "[%d]".formatted(reference.getIndex())
                                : "." + reference.getPropertyName());
            }
        }
        return String.join("", parts).replaceFirst("^\\.", "");
    }

    private static String reason(JacksonException failure, String operation) {
        return failure instanceof UnrecognizedPropertyException
                ? "%s is not a member of %s".formatted(path(failure), operation)
                : "%s has a value of the wrong type, or not one of the values it may have".formatted(path(failure));
    }
}
