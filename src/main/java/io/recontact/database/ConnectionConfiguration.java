package io.recontact.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
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

/** What connections begin with, and what makes a database ready to serve requests. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** Gives the connections of the pool their time limits. */
    @Bean
    static BeanPostProcessor statementLimits(ObjectProvider<StatementSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool && pool.getConnectionInitSql() == null) {
                    pool.setConnectionInitSql(settings.getObject().sql());
                }
                return bean;
            }
        };
    }

    /** A migration takes as long as it takes, so it has a connection of its own instead of one of the pool. */
    @Bean
    FlywayConfigurationCustomizer migrationsWithoutLimits(JdbcConnectionDetails database, DataSource pool) {
        return flyway -> {
            if (pool.equals(flyway.getDataSource())) {
                flyway.dataSource(database.getJdbcUrl(), database.getUsername(), database.getPassword());
            }
        };
    }

    /** Instead of Boot's indicator of this name, for which a standby is as good as a primary. */
    @Bean
    HealthIndicator dbHealthIndicator(JdbcClient jdbc, DataSource pool) {
        return new AbstractHealthIndicator("The database cannot be asked") {
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
                // After a failover new connections may find the new primary.
                if (pool instanceof HikariDataSource hikari && hikari.getHikariPoolMXBean() != null) {
                    hikari.getHikariPoolMXBean().softEvictConnections();
                }
            }
        };
    }
}
