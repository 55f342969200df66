package io.recontact.cell;

import io.recontact.api.InstanceId;
import io.recontact.testing.Node;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The service of a test as one cell, and another one with a database of its own. */
final class TwoCells implements AutoCloseable {

    private final ApplicationContext source;
    private final ConfigurableApplicationContext other;
    private final Service.Calls calls;
    private final RawCalls raw;

    TwoCells(ApplicationContext source, Clock clock, String... settings) {
        this.source = source;
        this.other = Node.inThisJvm(
                TestDatabase.freshDatabaseUrl(), TestDatabase.username(), TestDatabase.password(), List.of(settings));
        this.calls = new Service.Calls(Node.endpointOf(other), clock);
        this.raw = new RawCalls(Node.endpointOf(other), clock);
    }

    static InstanceId id(String instance) {
        return new InstanceId(UUID.fromString(instance));
    }

    InstanceMoveService moves() {
        return source.getBean(InstanceMoveService.class);
    }

    InstanceDrain drain() {
        return source.getBean(InstanceDrain.class);
    }

    /** Calls of the other cell. */
    Service.Calls calls() {
        return calls;
    }

    /** Raw calls of the other cell. */
    RawCalls raw() {
        return raw;
    }

    JdbcClient databaseOfTheOther() {
        return other.getBean(JdbcClient.class);
    }

    /** The number of rows of an instance in the other cell. */
    long rowsInTheOther(String instance) {
        var tables = other.getBean(InstanceTables.class);
        return tables.copied()
                .mapToLong(table -> tables.count(table, id(instance)))
                .sum();
    }

    Manifest export(String instance, Path file) throws IOException {
        try (var archive = ArchiveWriter.create(file)) {
            moves().freeze(id(instance));
            moves().awaitCalls();
            return source.getBean(InstanceExport.class).write(id(instance), archive);
        }
    }

    Manifest importFrom(Path file) throws IOException {
        return other.getBean(InstanceImport.class).read(file);
    }

    @Override
    public void close() {
        other.close();
    }
}
