package io.recontact.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Configures the connections of the pool and the health indicator of the database. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** Sets the timeouts of the pool's connections. */
    @Bean
    static BeanPostProcessor statementLimits(ObjectProvider<StatementTimeoutProperties> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setConnectionInitSql(joined(
                            pool.getConnectionInitSql(), settings.getObject().sql()));
                }
                return bean;
            }
        };
    }

    /** Makes the pool reconnect soon. Its driver gets the same settings as without this. */
    @Bean
    static BeanPostProcessor reconnectingPool() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
                    pool.setDataSource(new ReconnectingDataSource(
                            new DriverDataSource(
                                    pool.getJdbcUrl(),
                                    pool.getDriverClassName(),
                                    pool.getDataSourceProperties(),
                                    pool.getUsername(),
                                    pool.getPassword()),
                            pool::isClosed));
                }
                return bean;
            }
        };
    }

    /**
     * An older version does not know what a newer schema expects of it. Flyway alone ignores the migrations of newer
     * versions.
     */
    @Bean
    FlywayConfigurationCustomizer noNewerSchema() {
        return flyway -> flyway.ignoreMigrationPatterns(new String[0]);
    }

    /**
     * Migrations take as long as they need, so they use a connection of their own, which differs from those of the pool
     * in its timeouts only.
     */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutLimits(JdbcConnectionDetails database, DataSource pool) {
        return flyway -> {
            if (pool.equals(flyway.getDataSource())) {
                var own = new DriverManagerDataSource(database.getJdbcUrl());
                own.setUsername(database.getUsername());
                own.setPassword(database.getPassword());
                if (pool instanceof HikariDataSource hikari) {
                    var properties = new Properties();
                    hikari.getDataSourceProperties()
                            .forEach((name, value) ->
                                    properties.setProperty(String.valueOf(name), String.valueOf(value)));
                    properties.remove("socketTimeout");
                    own.setConnectionProperties(properties);
                    own.setSchema(hikari.getSchema());
                    flyway.initSql(joined(
                            hikari.getConnectionInitSql(), StatementTimeoutProperties.NO_LIMITS, flyway.getInitSql()));
                }
                flyway.dataSource(own);
            }
        };
    }

    private static String joined(@Nullable String... statements) {
        return Arrays.stream(statements).filter(Objects::nonNull).collect(Collectors.joining("; "));
    }

    /**
     * Replaces Spring Boot's indicator of this name, for which a standby is as healthy as a primary. Like that one, it
     * asks the server for a setting, which is no row of a table, through JDBC.
     */
    @Bean
    HealthIndicator dbHealthIndicator(JdbcClient jdbc, DataSource pool) {
        return new AbstractHealthIndicator("The database is unavailable") {
            @Override
            protected void doHealthCheck(Health.Builder builder) {
                var readOnly = jdbc.sql("select current_setting('transaction_read_only')")
                        .query(String.class)
                        .single();
                if (readOnly.equals("off")) {
                    builder.up();
                    return;
                }
                builder.down().withDetail("reason", "read-only");
                // After a failover, new connections may reach the new primary.
                if (pool instanceof HikariDataSource hikari && hikari.getHikariPoolMXBean() != null) {
                    hikari.getHikariPoolMXBean().softEvictConnections();
                }
            }
        };
    }
}
