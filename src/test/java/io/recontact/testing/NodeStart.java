package io.recontact.testing;

import io.recontact.Application;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command that starts a {@link Node}, with an ahead-of-time cache (JEP 514) that halves the processor time of the
 * start. A first node, which ends when its context is refreshed, creates the cache once for a build; the JVMs of a test
 * run share it. Such a cache needs a class path of archives only, so the classes of the service are packed into one.
 */
final class NodeStart {

    private static final Logger log = LoggerFactory.getLogger(NodeStart.class);

    private static final Path classes = classes();
    private static final Path folder = classes.resolveSibling("node");
    private static final Path archive = folder.resolve("classes.jar");
    private static final Path cache = folder.resolve("start.aot");

    /** Created with the first use of the class; without a cache the JVM starts normally. */
    private static final List<String> command = make();

    private NodeStart() {}

    /** The command, up to the settings of the node. */
    static List<String> command() {
        return command;
    }

    private static List<String> make() {
        try {
            Files.createDirectories(folder);
            try (var channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var built = folder.resolve("built");
                if (!Files.exists(built) || !Files.readString(built).equals(state())) {
                    Files.deleteIfExists(built);
                    pack();
                    train();
                    Files.writeString(built, state());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with("-XX:AOTCache=" + cache);
    }

    private static List<String> with(String... options) {
        var all = new ArrayList<String>();
        all.add(ProcessHandle.current().info().command().orElseThrow());
        all.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=error:stderr"));
        all.addAll(List.of(options));
        // Most nodes have no balancer. A command-line argument of a test overrides the property.
        all.addAll(List.of("-Drecontact.shutdown.drain=0s", "-cp", classPath(), Application.class.getName()));
        return all;
    }

    private static String classPath() {
        return Stream.concat(
                        Stream.of(archive.toString()),
                        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(entry -> entry.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Changes with each compilation and each library. */
    private static String state() throws IOException {
        try (var files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file + " " + file.toFile().lastModified())
                    .collect(Collectors.joining("\n", classPath() + "\n", ""));
        }
    }

    private static void pack() throws IOException {
        try (var files = Files.walk(classes);
                var jar = new JarOutputStream(Files.newOutputStream(archive))) {
            for (var file : files.toList()) {
                var name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                if (Files.isRegularFile(file)) {
                    jar.putNextEntry(new JarEntry(name));
                    Files.copy(file, jar);
                } else if (!name.isEmpty()) {
                    jar.putNextEntry(new JarEntry(name + "/")); // Spring and Flyway look for folders
                }
            }
        }
    }

    private static void train() throws IOException {
        Files.deleteIfExists(cache);
        var training = new ArrayList<>(with("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        training.addAll(
                Node.settings(TestDatabase.freshDatabaseUrl(), TestDatabase.username(), TestDatabase.password()));
        var output = folder.resolve("training.log");
        var process = new ProcessBuilder(training)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (!Files.exists(cache)) {
            log.warn("Nodes start without an ahead-of-time cache; {} says why", output);
        }
    }

    private static Path classes() {
        try {
            return Path.of(Application.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
