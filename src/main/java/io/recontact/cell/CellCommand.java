package io.recontact.cell;

import io.recontact.api.CellProperties;
import io.recontact.api.InstanceId;
import io.recontact.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The commands that move an instance to another cell, such as {@code drain-instance --instance-id=ID}. Each runs beside
 * the nodes of its cell and ends. The start stops before it opens a port or runs a job, and the schema is verified
 * instead of migrated.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(CellCommand.Requested.class)
class CellCommand {

    private enum Command {
        DRAIN_INSTANCE("--instance-id=ID"),
        EXPORT_INSTANCE("--instance-id=ID FILE"),
        IMPORT_INSTANCE("FILE"),
        MARK_INSTANCE_MOVED("--instance-id=ID --to-cell=CELL"),
        OPEN_INSTANCE("--instance-id=ID"),
        REMOVE_INSTANCE("--instance-id=ID");

        private final String form;

        Command(String form) {
            this.form = form;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private StartupException usage() {
            return new StartupException("The form of this command is: %s %s".formatted(word(), form));
        }

        private static Optional<Command> of(List<String> words) {
            return Arrays.stream(values())
                    .filter(command -> command.word().equals(words.getFirst()))
                    .findFirst();
        }
    }

    /** The first argument is the name of the command, by CommandLinePropertySource. */
    static final class Requested implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var words = context.getEnvironment().getProperty("nonOptionArgs", "");
            return Command.of(List.of(words.split(",", 2))).isPresent();
        }
    }

    /** Ends the start. */
    private static final class Done extends AbandonedRunException implements ExitCodeGenerator {

        private final int exitCode;

        private Done(ConfigurableApplicationContext context, int exitCode) {
            super(context);
            this.exitCode = exitCode;
        }

        @Override
        public int getExitCode() {
            return exitCode;
        }
    }

    /** The statements of a command take as long as they need: those of a large table are silent for minutes. */
    @Bean
    static BeanFactoryPostProcessor withoutTimeouts(ConfigurableEnvironment environment) {
        return _ -> environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "withoutTimeouts",
                        Map.of(
                                "recontact.database.lock-timeout", "0s",
                                "recontact.database.statement-timeout", "0s",
                                "spring.datasource.hikari.data-source-properties.socketTimeout", "0")));
    }

    /** The database must have the schema of this version. */
    @Bean
    FlywayMigrationStrategy verifyOnly() {
        return Flyway::validate;
    }

    @Bean
    SmartInitializingSingleton move(
            InstanceMoveService moves,
            InstanceDrain drain,
            InstanceExport exports,
            InstanceImport imports,
            ApplicationArguments arguments,
            ConfigurableApplicationContext context) {
        return () -> {
            var command = Command.of(arguments.getNonOptionArgs()).orElseThrow();
            try {
                throw new Done(context, run(command, moves, drain, exports, imports, arguments));
            } catch (UncheckedIOException e) {
                throw unusable(Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                throw unusable(e);
            }
        };
    }

    private static StartupException unusable(IOException failure) {
        return new StartupException("A file cannot be read or written: " + failure, failure);
    }

    private static int run(
            Command command,
            InstanceMoveService moves,
            InstanceDrain drain,
            InstanceExport exports,
            InstanceImport imports,
            ApplicationArguments arguments)
            throws IOException {
        switch (command) {
            case DRAIN_INSTANCE -> {
                var instance = instance(command, arguments);
                moves.drain(instance);
                var rest = drain.rest(instance);
                if (!rest.isEmpty()) {
                    System.out.printf("Instance %s is being drained. Rows remain in%n", instance);
                    rest.forEach(table -> System.out.println("  " + table));
                    return 1;
                }
                System.out.printf("Instance %s is drained%n", instance);
            }
            case EXPORT_INSTANCE -> {
                var instance = instance(command, arguments);
                var file = file(command, arguments);
                drain.requireDrained(instance);
                try (var archive = ArchiveWriter.create(file)) {
                    moves.freeze(instance);
                    System.out.printf(
                            "Instance %s is closed. If this command fails, export again, or end the move with open-instance%n",
                            instance);
                    moves.awaitCalls();
                    System.out.printf(
                            "Exported %s to %s%n", text(exports.write(instance, archive)), file.toAbsolutePath());
                }
            }
            case IMPORT_INSTANCE -> {
                var file = file(command, arguments);
                if (!Files.isRegularFile(file)) {
                    throw new StartupException("There is no file " + file);
                }
                System.out.printf("Imported %s%n", text(imports.read(file)));
            }
            case MARK_INSTANCE_MOVED -> {
                var instance = instance(command, arguments);
                var cell = option("to-cell", command, arguments);
                if (!CellProperties.isName(cell)) {
                    throw command.usage();
                }
                moves.mark(instance, cell);
                System.out.printf("Instance %s has moved to cell %s%n", instance, cell);
            }
            case OPEN_INSTANCE -> {
                var instance = instance(command, arguments);
                moves.open(instance);
                System.out.printf("Instance %s is open and stays in this cell%n", instance);
            }
            case REMOVE_INSTANCE -> {
                var instance = instance(command, arguments);
                System.out.printf("Deleted %d rows of instance %s%n", moves.remove(instance), instance);
            }
        }
        return 0;
    }

    private static String text(Manifest manifest) {
        return "instance %s with %d rows and %d attachments"
                .formatted(
                        manifest.instanceId(),
                        manifest.rows(),
                        manifest.contents().size());
    }

    private static Path file(Command command, ApplicationArguments arguments) {
        var words = arguments.getNonOptionArgs();
        if (words.size() != 2) {
            throw command.usage();
        }
        return Path.of(words.getLast());
    }

    /** Not from the environment: a variable of this name may be left from another move. */
    private static String option(String name, Command command, ApplicationArguments arguments) {
        var values = arguments.getOptionValues(name);
        if (values == null || values.size() != 1) {
            throw command.usage();
        }
        return values.getFirst();
    }

    private static InstanceId instance(Command command, ApplicationArguments arguments) {
        try {
            return new InstanceId(UUID.fromString(option("instance-id", command, arguments)));
        } catch (IllegalArgumentException e) {
            throw new StartupException("--instance-id is not the id of an instance", e);
        }
    }
}
