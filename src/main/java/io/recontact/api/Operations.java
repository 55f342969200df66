package io.recontact.api;

import io.recontact.api.Operation.Trait;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The route table of both AWS services, including operations that are not implemented. It names the operation of every
 * request for metrics and rate limits. For an operation that is not implemented, the refusal names it.
 */
@Component
public class Operations {

    private record Shape(String method, int segments) {}

    private final Map<Shape, List<Operation>> byShape = new HashMap<>();

    Operations() {
        for (var line : readLines()) {
            var parts = line.split(" ", -1);
            var marks = Arrays.asList(parts).subList(3, parts.length);
            var traits = marks.stream()
                    .filter(Operations::isTrait)
                    .map(name -> Trait.valueOf(name.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
            var errors = marks.stream()
                    .filter(mark -> !isTrait(mark))
                    .map(name -> name + "Exception")
                    .collect(Collectors.toSet());
            var operation = new Operation(parts[2], parts[0], split(parts[1]), traits, errors);
            byShape.computeIfAbsent(
                            new Shape(operation.method(), operation.segments().size()), _ -> new ArrayList<>())
                    .add(operation);
        }
    }

    /** Returns all operations. */
    Stream<Operation> all() {
        return byShape.values().stream().flatMap(List::stream);
    }

    /** Returns whether an operation of either service has this name. */
    public static boolean exists(String name) {
        return new Operations().all().anyMatch(operation -> operation.name().equals(name));
    }

    /** Finds an operation of the Connect API by its name. */
    public Optional<Operation> named(String name) {
        return all().filter(operation -> operation.name().equals(name) && !operation.ofParticipantService())
                .findFirst();
    }

    /** Finds the operations of all APIs with a name: the two of AWS share a few. */
    public List<Operation> allNamed(String name) {
        return all().filter(operation -> operation.name().equals(name)).toList();
    }

    /**
     * Finds the operation of a method and a raw, still encoded path. An empty label matches, so that the refusal can
     * name it.
     */
    public Optional<Operation> find(String method, String rawPath) {
        var path = split(rawPath);
        Operation found = null;
        for (var candidate : byShape.getOrDefault(new Shape(method, path.size()), List.of())) {
            if (fits(candidate, path) && (found == null || literals(candidate) > literals(found))) {
                found = candidate;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Finds the first label that a raw path leaves empty. */
    Optional<String> emptyLabel(Operation operation, String rawPath) {
        var path = split(rawPath);
        for (int i = 0; i < path.size(); i++) {
            var segment = operation.segments().get(i);
            if (Operation.isLabel(segment) && path.get(i).isEmpty()) {
                return Optional.of(segment.substring(1, segment.length() - 1));
            }
        }
        return Optional.empty();
    }

    /** Traits are in lower case, errors start with a capital. */
    private static boolean isTrait(String mark) {
        return Character.isLowerCase(mark.charAt(0));
    }

    private static boolean fits(Operation operation, List<String> path) {
        for (int i = 0; i < path.size(); i++) {
            var segment = operation.segments().get(i);
            if (!Operation.isLabel(segment) && !segment.equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static long literals(Operation operation) {
        return operation.segments().stream().filter(s -> !Operation.isLabel(s)).count();
    }

    private static List<String> split(String path) {
        // The limit keeps empty segments at the end: JavaScript SDKs send an empty label as one.
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    private static List<String> readLines() {
        var resource = Objects.requireNonNull(Operations.class.getResourceAsStream("operations.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
