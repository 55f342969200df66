package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionSystemException;

/** Distinguishes failures of the database from defects, and limits what is logged about them. */
class OutageKindsTests {

    static Stream<Exception> outages() {
        return Stream.of(
                new TransactionSystemException("Unable to rollback", new SQLException("Connection is closed")),
                new CannotCreateTransactionException("", new SQLTransientConnectionException("pool")),
                new IllegalStateException(new RuntimeException(new SQLTransientConnectionException("pool"))),
                new SQLException("", "08006", new EOFException()));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void recognisesAnOutage(Exception failure) {
        assertThat(Outage.isBehind(failure)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "25P03", "40001", "40P01", "53300", "55P03", "57014", "57P01", "58030"})
    void recognisesTheSqlStatesOfAnOutage(String state) {
        assertThat(Outage.isBehind(new UncategorizedSQLException("t", "s", new SQLException("m", state))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "23505", "42P01", "25001", "XX000", "21000"})
    void doesNotTreatDefectsAsOutages(String state) {
        assertThat(Outage.isBehind(new DataIntegrityViolationException("", new SQLException("m", state))))
                .isFalse();
        assertThat(Outage.isBehind(new IllegalTransactionStateException("none")))
                .isFalse();
    }

    @Test
    void terminatesOnCircularCauses() {
        var one = new IllegalStateException("one");
        var other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(Outage.isBehind(one)).isFalse();
        assertThat(LoggableFailure.of(one)).hasMessageContaining("one");
    }

    @Test
    void logsNoMessageOfAnotherLibrary() {
        var failure = LoggableFailure.of(new RuntimeException(new SQLException("secret", "22P02")));

        assertThat(failure).hasStackTraceContaining("22P02");
        assertThat(LoggableFailure.summary(new IllegalStateException("ours", new NumberFormatException("x"))))
                .contains("NumberFormatException");
        assertThatLogOf(catchParse()).doesNotContain("secret");
    }

    private static Throwable catchParse() {
        try {
            return new IllegalStateException(String.valueOf(Integer.parseInt("secret")));
        } catch (NumberFormatException e) {
            return new IllegalStateException("ours", e);
        }
    }

    private static AbstractStringAssert<?> assertThatLogOf(Throwable failure) {
        var text = new StringWriter();
        LoggableFailure.of(failure).printStackTrace(new PrintWriter(text));
        return assertThat(text.toString());
    }

    @Test
    void limitsRepeatedLogLines() {
        var sampler = new LogSampler(LoggerFactory.getLogger(OutageKindsTests.class));

        assertThat(Stream.generate(() -> sampler.lets("a", 1)).limit(300).filter(Boolean::booleanValue))
                .hasSize(100);
        assertThat(sampler.lets("b", 1)).isTrue();
        assertThat(sampler.lets("a", 60_000_000_002L)).isTrue();
    }
}
