package io.recontact.database;

import java.util.stream.Collectors;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains that the schema belongs to another version of the service, above all to a newer one. */
class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<FlywayValidateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayValidateException refusal) {
        var differences = String.valueOf(refusal.getMessage())
                .lines()
                .filter(line -> line.startsWith("Detected "))
                .collect(Collectors.joining("\n"));
        return new FailureAnalysis(
                "The schema of the database is not that of this version of the service:\n" + differences,
                "Start the version that has migrated the database, or a later one. "
                        + "For this version, restore a backup from before.",
                refusal);
    }
}
