package io.recontact.cell;

import io.recontact.testing.RawCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The answers of all calls that read an instance: every List, Describe, Get and Search operation of the route table,
 * for every id that another answer names, and for given contacts.
 */
record Answers(Map<String, String> byCall) {

    private static final Path OPERATIONS = Path.of("src/main/resources/io/recontact/api/operations.txt");
    private static final Pattern READS = Pattern.compile("(List|Describe|Get|Search)\\w+");
    private static final Pattern LABEL = Pattern.compile("\\{(\\w+)}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private record Route(String method, String path) {

        List<String> labels() {
            return LABEL.matcher(path).results().map(label -> label.group(1)).toList();
        }

        String resource() {
            return path.split("/", -1)[1].replace("-summary", "");
        }

        String with(String instance, String id) {
            return LABEL.matcher(path.replace("{InstanceId}", instance)).replaceAll(id);
        }
    }

    static Answers of(RawCalls raw, String instance, Collection<String> contacts, Instant now) {
        var answers = new TreeMap<String, String>();
        var routes = routes();
        var lists = new TreeMap<String, String>();
        for (var route : routes) {
            if (route.method().equals("GET") && route.labels().equals(List.of("InstanceId"))) {
                var answer = get(raw, answers, route.with(instance, ""));
                lists.merge(route.resource(), answer, String::concat);
            } else if (route.method().equals("POST")
                    && route.path().startsWith("/search-")
                    && route.labels().isEmpty()) {
                post(raw, answers, route.path(), "{\"InstanceId\": \"%s\"%s}".formatted(instance, range(route, now)));
            }
        }
        for (var route : routes) {
            var labels = route.labels();
            if (route.method().equals("GET") && labels.size() == 2 && labels.contains("InstanceId")) {
                ids(lists.getOrDefault(route.resource(), ""))
                        .forEach(id -> get(raw, answers, route.with(instance, id)));
            }
        }
        contacts.forEach(contact -> readContact(raw, answers, instance, contact));
        post(raw, answers, "/admin/v1/instances/%s/search-transcripts".formatted(instance), """
                {"Text": "pear", "TimeRange": {"StartTime": "%s", "EndTime": "%s"}}""".formatted(
                        now.minusSeconds(86_400), now.plusSeconds(3_600)));
        return new Answers(answers);
    }

    private static String range(Route route, Instant now) {
        return route.path().equals("/search-contacts")
                ? """
                , "TimeRange": {"Type": "INITIATION_TIMESTAMP", "StartTime": %d, "EndTime": %d}""".formatted(now.getEpochSecond() - 86_400, now.getEpochSecond() + 3_600)
                : "";
    }

    private static void readContact(RawCalls raw, Map<String, String> answers, String instance, String contact) {
        var admin = "/admin/v1/instances/%s/contacts/%s/".formatted(instance, contact);
        Stream.of(
                        "/contacts/%s/%s".formatted(instance, contact),
                        "/contact/attributes/%s/%s".formatted(instance, contact),
                        "/contact/references/%s/%s?referenceTypes=URL".formatted(instance, contact),
                        "/contact/associated/%s?contactId=%s".formatted(instance, contact),
                        admin + "transcript",
                        admin + "transcript/file",
                        admin + "lineage",
                        admin + "flow-steps")
                .forEach(path -> get(raw, answers, path));
    }

    private static String get(RawCalls raw, Map<String, String> answers, String path) {
        var answer = raw.get(path);
        answers.put("GET " + path, answer.statusCode() + " " + answer.body());
        return answer.body();
    }

    private static void post(RawCalls raw, Map<String, String> answers, String path, String body) {
        var answer = raw.send("POST", path, body.getBytes(StandardCharsets.UTF_8));
        answers.put("POST " + path, answer.statusCode() + " " + answer.body());
    }

    /** The number of calls that the service answered with something else than an error. */
    long succeeded() {
        return byCall.values().stream()
                .filter(answer -> answer.startsWith("200 "))
                .count();
    }

    private static Collection<String> ids(String text) {
        var ids = new TreeSet<String>();
        ID.matcher(text).results().map(MatchResult::group).forEach(ids::add);
        return ids;
    }

    private static List<Route> routes() {
        try (var lines = Files.lines(OPERATIONS)) {
            var routes = new ArrayList<Route>();
            lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" ", -1))
                    .filter(parts -> READS.matcher(parts[2]).matches() && !parts[1].startsWith("/admin/"))
                    .forEach(parts -> routes.add(new Route(parts[0], parts[1])));
            return routes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
