package io.recontact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads the workflows strictly: names that GitHub knows, actions by their full commit, least permissions, and no
 * expression inside a script, where its value could become a command.
 */
class WorkflowTests {

    private static final Path FOLDER = Path.of(".github/workflows");
    private static final Pattern PINNED =
            Pattern.compile("(?m)^ *(?:- )?uses: [\\w-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$");
    private static final Set<String> OF_WORKFLOWS =
            Set.of("name", "on", "permissions", "concurrency", "defaults", "env", "jobs");
    private static final Set<String> OF_JOBS =
            Set.of("needs", "strategy", "runs-on", "timeout-minutes", "permissions", "outputs", "env", "steps");
    private static final Set<String> OF_STEPS = Set.of("id", "if", "uses", "with", "run", "env");
    private static final Set<String> SCOPES = Set.of("contents", "packages", "id-token", "attestations");
    private static final Pattern NEEDED = Pattern.compile("needs\\.([\\w-]+)\\.outputs\\.([\\w-]+)");
    private static final Pattern STEP_OUTPUT = Pattern.compile("steps\\.([\\w-]+)\\.outputs");

    private static final Pattern TESTING =
            Pattern.compile("\\.ci/(run|reproduce)|mvnw.* (test|verify|integration-test)\\b");

    static List<Path> workflows() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void areThree() throws IOException {
        assertThat(workflows())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("ci.yml", "release.yml", "scan.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void useOnlyActionsPinnedToACommit(Path file) throws IOException {
        var uses = steps(read(file)).filter(step -> step.containsKey("uses")).toList();
        assertThat(uses).isNotEmpty();
        assertThat(PINNED.matcher(Files.readString(file)).results()).hasSameSizeAs(uses);
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void haveOnlyNamesThatGitHubKnows(Path file) throws IOException {
        var workflow = read(file);
        assertThat(workflow.keySet()).isSubsetOf(OF_WORKFLOWS);
        for (var job : jobs(workflow).values()) {
            assertThat(job.keySet()).isSubsetOf(OF_JOBS).contains("timeout-minutes", "runs-on", "steps");
        }
        assertThat(steps(workflow)).allSatisfy(step -> {
            assertThat(step.keySet()).isSubsetOf(OF_STEPS);
            assertThat(step.containsKey("uses")).isNotEqualTo(step.containsKey("run"));
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void startWithTheRightToReadAndAddTheRestPerJob(Path file) throws IOException {
        var workflow = read(file);
        assertThat(workflow.get("permissions")).isEqualTo(Map.of("contents", "read"));
        for (var job : jobs(workflow).values()) {
            if (job.get("permissions") != null) {
                var permissions = map(job, "permissions");
                assertThat(permissions.keySet()).isSubsetOf(SCOPES);
                assertThat(permissions.values()).isSubsetOf("read", "write");
            }
        }
        assertThat(steps(workflow)
                        .filter(step -> String.valueOf(step.get("uses")).startsWith("actions/checkout@")))
                .isNotEmpty()
                .allSatisfy(step -> assertThat(map(step, "with")).containsEntry("persist-credentials", false));
    }

    @Test
    void onlyATagMayPublish() throws IOException {
        assertThat(map(read(FOLDER.resolve("release.yml")), "on").keySet()).isEqualTo(Set.of("push"));
        assertThat(map(map(read(FOLDER.resolve("release.yml")), "on"), "push").keySet())
                .isEqualTo(Set.of("tags"));
        for (var file : List.of("ci.yml", "scan.yml")) {
            assertThat(Files.readString(FOLDER.resolve(file))).doesNotContain("write");
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void letJobsThatRunTestsOnlyRead(Path file) throws IOException {
        var testing = jobs(read(file)).values().stream()
                .filter(job -> steps(job.get("steps"))
                        .anyMatch(step ->
                                TESTING.matcher(String.valueOf(step.get("run"))).find()))
                .toList();
        assertThat(testing).hasSize(file.endsWith("scan.yml") ? 0 : file.endsWith("ci.yml") ? 2 : 1);
        assertThat(testing)
                .allSatisfy(job -> assertThat(job.getOrDefault("permissions", Map.of("contents", "read")))
                        .isEqualTo(Map.of("contents", "read")));
    }

    @Test
    void publishOnlyWhatWasTestedScannedAndSigned() throws IOException {
        var jobs = jobs(read(FOLDER.resolve("release.yml")));
        assertThat(jobs.keySet()).containsExactlyInAnyOrder("verify", "jars", "image", "publish");
        assertThat(job(jobs, "jars")).containsEntry("needs", "verify");
        assertThat(job(jobs, "image")).containsEntry("needs", List.of("verify", "jars"));
        assertThat(job(jobs, "publish")).containsEntry("needs", List.of("verify", "jars", "image"));
        assertThat(steps(job(jobs, "jars").get("steps")).map(Object::toString).collect(joining()))
                .containsSubsequence("clean package", "diff reproduced", "anchore/scan-action", "actions/attest");
        assertThat(steps(job(jobs, "publish").get("steps"))
                        .map(Object::toString)
                        .collect(joining()))
                .containsSubsequence(
                        "cosign sign --yes --recursive \"$IMAGE@$digest\"",
                        "actions/attest",
                        "--tag \"$IMAGE:$VERSION\"",
                        "if [ \"$newest\" = \"v$VERSION\" ]; then tags+=(--tag \"$IMAGE:latest\"); fi",
                        ".ci/chart \"$IMAGE\" \"$DIGEST\"",
                        "helm package",
                        "deploy:deploy-file",
                        "gh release create");
        assertThat(Files.readString(FOLDER.resolve("release.yml")))
                .containsOnlyOnce("\"$IMAGE:latest\"")
                .containsOnlyOnce("--tag \"$IMAGE:$VERSION\"")
                .containsOnlyOnce("deploy:")
                .containsOnlyOnce("merge-base --is-ancestor HEAD origin/main");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void referToJobsAndStepsThatExist(Path file) throws IOException {
        var jobs = jobs(read(file));
        for (var job : jobs.values()) {
            var needs = job.get("needs") instanceof Collection<?> many
                    ? many
                    : Stream.ofNullable(job.get("needs")).toList();
            assertThat(needs).allSatisfy(need -> assertThat(jobs).containsKey(String.valueOf(need)));
            assertThat(NEEDED.matcher(job.toString()).results()).allSatisfy(output -> {
                assertThat(needs).anyMatch(output.group(1)::equals);
                assertThat(map(Objects.requireNonNull(jobs.get(output.group(1))), "outputs"))
                        .containsKey(output.group(2));
            });
            var ids = new ArrayList<@Nullable Object>();
            steps(job.get("steps")).forEach(step -> ids.add(step.get("id")));
            assertThat(STEP_OUTPUT.matcher(job.toString()).results())
                    .allSatisfy(output -> assertThat(ids).contains(output.group(1)));
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void runScriptsThatBashUnderstands(Path file) throws Exception {
        for (var step :
                steps(read(file)).filter(step -> step.containsKey("run")).toList()) {
            var script = String.valueOf(step.get("run"));
            assertThat(script).doesNotContain("${{");
            var bash = new ProcessBuilder("bash", "-n", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(bash.exitValue()).as(script).isZero();
            for (var called :
                    Pattern.compile("\\.ci/\\w+").matcher(script).results().toList()) {
                assertThat(Path.of(called.group())).isExecutable();
            }
        }
    }

    private static Map<String, Object> read(Path file) throws IOException {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        // YAML 1.1 reads the key "on" as a boolean; GitHub does not.
        var text = Files.readString(file).replaceFirst("(?m)^on:", "\"on\":");
        return new Yaml(strict).load(text);
    }

    private static Map<String, Map<String, Object>> jobs(Map<String, Object> workflow) {
        var jobs = new TreeMap<String, Map<String, Object>>();
        map(workflow, "jobs").forEach((name, job) -> jobs.put(name, map(job)));
        return jobs;
    }

    private static Map<String, Object> job(Map<String, Map<String, Object>> jobs, String name) {
        return Objects.requireNonNull(jobs.get(name), name);
    }

    private static Stream<Map<String, Object>> steps(Map<String, Object> workflow) {
        return jobs(workflow).values().stream().flatMap(job -> steps(job.get("steps")));
    }

    private static Stream<Map<String, Object>> steps(@Nullable Object steps) {
        return ((List<?>) Objects.requireNonNull(steps)).stream().map(WorkflowTests::map);
    }

    private static Map<String, Object> map(Map<String, Object> of, String name) {
        return map(Objects.requireNonNull(of.get(name), name));
    }

    private static Map<String, Object> map(Object value) {
        var map = new TreeMap<String, Object>();
        ((Map<?, ?>) value).forEach((name, member) -> map.put((String) name, member));
        return map;
    }
}
