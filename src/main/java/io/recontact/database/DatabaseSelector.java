package io.recontact.database;

import io.recontact.startup.GeneratedBeans;
import io.recontact.startup.StartupException;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Chooses the database: the configured one or else an embedded server, unless a command is to run instead. This happens
 * when all settings are known, including those of tests, and before the context is refreshed. A later failure would be
 * reported three times: by the context, by Tomcat and by the failure analyzer.
 */
class DatabaseSelector implements ApplicationListener<ApplicationPreparedEvent> {

    /** The bean of Spring Boot that the embedded database replaces. Generated bean definitions contain it. */
    private static final String DETAILS = "jdbcConnectionDetails";

    private static final String LIBRARY = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

    @Override
    public void onApplicationEvent(ApplicationPreparedEvent event) {
        if (GeneratedBeans.areBeingGenerated()) {
            return;
        }
        var context = (GenericApplicationContext) event.getApplicationContext(); // every context of Spring Boot is one
        var environment = context.getEnvironment();
        DatabaseUrl.rewrite(environment);
        var folder =
                new DataDirectory(Binder.get(environment).bindOrCreate("recontact", DataDirectoryProperties.class));
        if (BackupCommand.run(event.getArgs(), folder, environment)) {
            throw new AbandonedRunException(context);
        }
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            ExternalDatabase.of(environment).await();
            return;
        }
        if (!ClassUtils.isPresent(LIBRARY, context.getClassLoader())) {
            throw new StartupException("No database is configured and none comes with this build:"
                    + " set SPRING_DATASOURCE_URL to that of a PostgreSQL database, such as"
                    + " postgres://host:5432/recontact");
        }
        var files = new PostgresDataDirectory(folder);
        files.requireUsable();
        var lock = DataDirectoryLock.take(folder);
        var start = EmbeddedDatabaseStart.begin(() -> EmbeddedDatabase.start(files, lock, () -> System.exit(1)));
        context.getDefaultListableBeanFactory().registerDisposableBean("embeddedDatabaseStart", start);
        if (context.containsBeanDefinition(DETAILS)) {
            context.removeBeanDefinition(DETAILS);
        }
        context.registerBean(DETAILS, EmbeddedDatabase.class, start::take);
    }
}
