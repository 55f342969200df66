package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What connections begin with. */
@ServiceTest
class ConnectionTests {

    private final DataSource pool;
    private final Flyway flyway;

    ConnectionTests(DataSource pool, Flyway flyway) {
        this.pool = pool;
        this.flyway = flyway;
    }

    private static String setting(DataSource source, String name) {
        return JdbcClient.create(source)
                .sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    @Test
    void haveLimitsInThePoolAndNoneInMigrations() {
        assertThat(setting(pool, "lock_timeout")).isEqualTo("2s");
        assertThat(setting(pool, "statement_timeout")).isEqualTo("20s");
        var migrations = Objects.requireNonNull(flyway.getConfiguration().getDataSource());
        assertThat(setting(migrations, "lock_timeout")).isEqualTo("0");
        assertThat(setting(migrations, "statement_timeout")).isEqualTo("0");
    }

    @Test
    void takesNoNegativeLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StatementSettings(Duration.ofSeconds(-1), Duration.ZERO))
                .withMessageContaining("recontact.database.lock-timeout");
    }
}
