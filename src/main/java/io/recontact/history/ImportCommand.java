package io.recontact.history;

import io.recontact.api.InstanceId;
import io.recontact.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
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

    private static final String STANDARD_INPUT = "-";
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
            ImportService imports,
            ImportRunService runs,
            Clock clock,
            Environment environment,
            ConfigurableApplicationContext context) {
        return () -> {
            var arguments = arguments(environment);
            var id = environment.getProperty("instance-id");
            if (id == null || arguments.size() != 2) {
                throw new StartupException(USAGE);
            }
            var instance = instance(id);
            var source = arguments.get(1);
            if (!source.equals(STANDARD_INPUT) && !Files.exists(Path.of(source))) {
                throw new StartupException("There is no file or folder " + source);
            }
            try {
                var console = new ConsoleProgress(System.err, clock, isTerminal(), bytesToRead(source));
                var report = runs.record(
                                instance,
                                ImportRun.Source.COMMAND,
                                ManagementFactory.getRuntimeMXBean().getName(),
                                console,
                                progress -> run(imports, instance, source, progress, console))
                        .report();
                System.out.print(page(report));
                throw new Done(context, report);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 returns null again where there is no terminal
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static InstanceId instance(String id) {
        try {
            return new InstanceId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw new StartupException("--instance-id is not the id of an instance", e);
        }
    }

    /** Returns the bytes of all files, each as often as it is read; 0 for the standard input, which has no end yet. */
    private static long bytesToRead(String source) throws IOException {
        if (source.equals(STANDARD_INPUT)) {
            return 0;
        }
        var bytes = new AtomicLong();
        ImportFiles.forEach(Path.of(source), (_, file) -> bytes.addAndGet(Files.size(file)));
        return bytes.get() * ImportService.PASSES;
    }

    private static ImportReport run(
            ImportService imports, InstanceId instance, String source, ImportProgress progress, ConsoleProgress console)
            throws IOException {
        try {
            return source.equals(STANDARD_INPUT)
                    ? imports.importLines(instance, System.in, progress)
                    : imports.importFiles(instance, Path.of(source), progress);
        } finally {
            console.end();
        }
    }

    static String page(ImportReport report) {
        var page = new StringBuilder("""
                read         %12d
                contacts     %12d
                transcripts  %12d
                items        %12d
                attachments  %12d
                skipped      %12d  (imported before)
                expired      %12d  (past retention, or before the cutoff)
                refused      %12d  (%d of them conflicts with what is stored)
                """.formatted(
                        report.lines(),
                        report.contacts(),
                        report.transcripts(),
                        report.items(),
                        report.attachments(),
                        report.skipped(),
                        report.expired(),
                        report.refused(),
                        report.conflicts()));
        report.refusals()
                .forEach(refusal ->
                        page.append("%s:%d: %s%n".formatted(refusal.source(), refusal.line(), refusal.reason())));
        return page.toString();
    }
}
