package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.startup.StartupException;
import io.recontact.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseSelectorTests {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    /** Stands for beans that still write during shutdown. */
    static final class LastWord implements DisposableBean {

        private final JdbcClient jdbc;
        private boolean wasHeard;

        LastWord(DataSource dataSource) {
            this.jdbc = JdbcClient.create(dataSource);
        }

        @Override
        public void destroy() {
            wasHeard = jdbc.sql("select true").query(Boolean.class).single();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    static class Service {

        @Bean
        LastWord lastWord(DataSource dataSource) {
            return new LastWord(dataSource);
        }
    }

    @Test
    void keepsTheEmbeddedDatabaseUntilAllBeansAreDestroyed() {
        var context = run(application());
        var lastWord = context.getBean(LastWord.class);

        context.close();

        assertThat(lastWord.wasHeard).isTrue();
        assertThat(folder.resolve("postgres")).isDirectoryNotContaining("glob:**postmaster.pid");
    }

    @Test
    void stopsTheEmbeddedDatabaseOfAContextThatFailsBefore() {
        var application = application();
        application.addInitializers(context -> context.addBeanFactoryPostProcessor(_ -> {
            throw new IllegalStateException("Failed before any bean");
        }));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> run(application))
                .withMessage("Failed before any bean");

        assertThat(folder.resolve("postgres")).isNotEmptyDirectory().isDirectoryNotContaining("glob:**postmaster.pid");
    }

    @Test
    void usesAConfiguredDatabase() {
        try (var context = run(
                application(),
                "--spring.datasource.url=" + TestDatabase.freshDatabaseUrl(),
                "--spring.datasource.username=" + TestDatabase.username(),
                "--spring.datasource.password=" + TestDatabase.password())) {
            assertThat(context.getBeansOfType(EmbeddedDatabase.class)).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void takesTheUrlOfAHostingService(CapturedOutput output) {
        var url = URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));
        var password = URLEncoder.encode(TestDatabase.password(), StandardCharsets.UTF_8);
        try (var context = run(
                application(),
                "--spring.datasource.url=postgres://%s:%s@%s:%d%s?application_name=hosted"
                        .formatted(TestDatabase.username(), password, url.getHost(), url.getPort(), url.getPath()))) {
            assertThat(JdbcClient.create(context.getBean(DataSource.class))
                            .sql("select current_setting('application_name')")
                            .query(String.class)
                            .single())
                    .isEqualTo("hosted");
        }
        assertThat(output).doesNotContain(":" + password + "@");
    }

    @Test
    void requiresAUrlWithoutEmbeddedBinaries(CapturedOutput output) {
        var application = application();
        application.setResourceLoader(new DefaultResourceLoader(new FilteredClassLoader(EmbeddedPostgres.class)));

        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> run(application));
        assertThat(output).contains("set SPRING_DATASOURCE_URL").doesNotContain("\tat ");
    }

    @Test
    void refusesADataDirectoryInUse(CapturedOutput output) {
        var data = new DataDirectory(new DataDirectoryProperties(folder.toString()));
        try (var _ = DataDirectoryLock.take(data)) {
            assertThatExceptionOfType(StartupException.class).isThrownBy(() -> run(application()));
        }
        assertThat(output)
                .containsOnlyOnce(
                        "The data directory %s is in use by process %d: stop that process, or set RECONTACT_DATA_DIR to another directory"
                                .formatted(data.path(), ProcessHandle.current().pid()))
                .doesNotContain("\tat ");
    }

    private static SpringApplication application() {
        var application = new SpringApplication(Service.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        return application;
    }

    private ConfigurableApplicationContext run(SpringApplication application, String... arguments) {
        application.setDefaultProperties(Map.of("recontact.data-dir", folder.toString()));
        return application.run(arguments);
    }
}
