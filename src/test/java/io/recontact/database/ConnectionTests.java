package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.recontact.testing.ServiceTest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The initial settings of connections. */
@ServiceTest
class ConnectionTests {

    private final DataSource pool;
    private final Flyway flyway;
    private final JdbcConnectionDetails details;
    private final BeanPostProcessor statementLimits;

    ConnectionTests(
            DataSource pool,
            Flyway flyway,
            JdbcConnectionDetails details,
            @Qualifier("statementLimits") BeanPostProcessor statementLimits) {
        this.pool = pool;
        this.flyway = flyway;
        this.details = details;
        this.statementLimits = statementLimits;
    }

    private static String setting(DataSource source, String name) {
        return JdbcClient.create(source)
                .sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    @Test
    void haveTimeoutsInThePoolAndNoneInMigrations() {
        assertThat(setting(pool, "lock_timeout")).isEqualTo("2s");
        assertThat(setting(pool, "statement_timeout")).isEqualTo("20s");
        var migrations = Objects.requireNonNull(flyway.getConfiguration().getDataSource());
        assertThat(setting(migrations, "lock_timeout")).isEqualTo("0");
        assertThat(setting(migrations, "statement_timeout")).isEqualTo("0");
    }

    /** The pools of one JVM share the default of the driver, which is that of the pool that came last. */
    @Test
    void haveALimitOfTheirLoginUnlessTheUrlHasOne() throws Exception {
        var settings = new Properties();
        settings.putAll(pool.unwrap(HikariDataSource.class).getDataSourceProperties());
        var before = DriverManager.getLoginTimeout();
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var url = "jdbc:postgresql://127.0.0.1:%d/recontact?sslmode=disable".formatted(silent.getLocalPort());
            DriverManager.setLoginTimeout(1);
            assertThat(timeToFail(url, settings)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
            assertThat(timeToFail(url + "&loginTimeout=3", settings))
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
        } finally {
            DriverManager.setLoginTimeout(before);
        }
    }

    private static Duration timeToFail(String url, Properties settings) {
        var start = System.nanoTime();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DriverManager.getConnection(url, settings));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void keepTheInitSqlOfTheOperator() {
        var own = new HikariDataSource();
        own.setConnectionInitSql("set role recontact");
        own.setSchema("support");
        own.addDataSourceProperty("sslmode", "verify-full");
        own.addDataSourceProperty("socketTimeout", 30);
        statementLimits.postProcessBeforeInitialization(own, "own");
        var migrations = new FluentConfiguration().dataSource(own);
        new ConnectionConfiguration().migrationsWithoutLimits(details, own).customize(migrations);

        assertThat(own.getConnectionInitSql())
                .isEqualTo("set role recontact; set lock_timeout = 2000; set statement_timeout = 20000");
        assertThat(migrations.getInitSql())
                .startsWith("set role recontact; ")
                .endsWith("; set lock_timeout = 0; set statement_timeout = 0");
        assertThat(migrations.getDataSource()).isInstanceOfSatisfying(DriverManagerDataSource.class, source -> {
            assertThat(source.getSchema()).isEqualTo("support");
            assertThat(source.getConnectionProperties()).containsOnly(Map.entry("sslmode", "verify-full"));
        });
    }

    @Test
    void refusesNegativeTimeouts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatementTimeoutProperties(Duration.ofSeconds(-1), Duration.ZERO))
                .withMessageContaining("recontact.database.lock-timeout");
    }
}
