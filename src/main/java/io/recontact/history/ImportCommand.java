package io.recontact.history;

import io.recontact.api.InstanceId;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The command {@code import --instance-id ID FILE|FOLDER|-}: imports, prints a report, and ends. The start stops before
 * it opens a port or runs a job, and the schema is verified instead of migrated.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ImportCommand.Requested.class)
class ImportCommand {

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(3);
    private static final String USAGE = "The form of this command is: import --instance-id=ID FILE|FOLDER|-";

    /** The first argument is the name of the command, by CommandLinePropertySource. */
    static final class Requested implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return arguments(context.getEnvironment()).getFirst().equals("import");
        }
    }

    /** Ends the start; the exit code says whether everything was imported. */
    private static final class Done extends AbandonedRunException implements ExitCodeGenerator {

        private final int exitCode;

        private Done(ConfigurableApplicationContext context, ImportReport report) {
            super(context);
            this.exitCode = report.refused() == 0 ? 0 : 1;
        }

        @Override
        public int getExitCode() {
            return exitCode;
        }
    }

    private static List<String> arguments(Environment environment) {
        return List.of(environment.getProperty("nonOptionArgs", "").split(",", 2));
    }

    /** The database must have the schema of this version. */
    @Bean
    FlywayMigrationStrategy verifyOnly() {
        return Flyway::validate;
    }

    @Bean
    SmartInitializingSingleton importOfArguments(
            ImportService imports, Clock clock, Environment environment, ConfigurableApplicationContext context) {
        return () -> {
            var arguments = arguments(environment);
            var id = environment.getProperty("instance-id");
            if (id == null || arguments.size() != 2) {
                throw new IllegalArgumentException(USAGE);
            }
            var report = run(imports, instance(id), arguments.get(1), new Progress(System.err, clock));
            System.out.print(page(report));
            throw new Done(context, report);
        };
    }

    private static InstanceId instance(String id) {
        try {
            return new InstanceId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--instance-id is not the id of an instance", e);
        }
    }

    private static ImportReport run(
            ImportService imports, InstanceId instance, String source, Consumer<ImportReport> progress) {
        try {
            if (source.equals("-")) {
                return imports.importLines(instance, System.in, progress);
            }
            var path = Path.of(source);
            if (!Files.exists(path)) {
                throw new IllegalArgumentException("There is no file or folder " + path);
            }
            return imports.importFiles(instance, path, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String page(ImportReport report) {
        var page = new StringBuilder("""
                read         %12d
                contacts     %12d
                transcripts  %12d
                items        %12d
                skipped      %12d  (imported before)
                expired      %12d  (past retention, or before the cutoff)
                refused      %12d  (%d of them conflicts with what is stored)
                """.formatted(
                        report.lines(),
                        report.contacts(),
                        report.transcripts(),
                        report.items(),
                        report.skipped(),
                        report.expired(),
                        report.refused(),
                        report.conflicts()));
        report.refusals()
                .forEach(refusal ->
                        page.append("%s:%d: %s%n".formatted(refusal.source(), refusal.line(), refusal.reason())));
        return page.toString();
    }

    /** Prints the counts every few seconds: over each other on a terminal, else as lines. */
    private static final class Progress implements Consumer<ImportReport> {

        private final PrintStream out;
        private final Clock clock;
        private final boolean isTerminal;
        private Instant next;

        @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal
        private Progress(PrintStream out, Clock clock) {
            this.out = out;
            this.clock = clock;
            var console = System.console();
            this.isTerminal = console != null && console.isTerminal();
            this.next = clock.instant().plus(BETWEEN_REPORTS);
        }

        @Override
        public void accept(ImportReport report) {
            var now = clock.instant();
            if (now.isBefore(next)) {
                return;
            }
            next = now.plus(BETWEEN_REPORTS);
            out.printf(
                    isTerminal ? "\r%s" : "%s%n",
                    "%d read, %d contacts and %d transcripts stored, %d skipped, %d expired, %d refused"
                            .formatted(
                                    report.lines(),
                                    report.contacts(),
                                    report.transcripts(),
                                    report.skipped(),
                                    report.expired(),
                                    report.refused()));
        }
    }
}
