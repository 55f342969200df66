package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.database.DatabaseUrl.Target;
import io.recontact.startup.StartupException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DatabaseUrlTests {

    private static final String URL = "spring.datasource.url";
    private static final String USERNAME = "spring.datasource.username";
    private static final String PASSWORD = "spring.datasource.password";

    @Test
    void refusesAnUnknownServerType() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> DatabaseUrl.parse(Target.PRIMARY, "postgres://a,b/db?target_session_attrs=master"))
                .withMessage("spring.datasource.url has an unknown value of target_session_attrs: it is one of any,"
                        + " prefer-standby, primary, read-only, read-write, standby");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://a,b/db?target_session_attrs=any",
                "jdbc:postgresql://a,b/db?targetServerType=secondary",
                "jdbc:postgresql://a,b/db?targetServerType=preferPrimary"
            })
    void needsThePrimaryOfSeveralHosts(String url) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> DatabaseUrl.parse(Target.PRIMARY, url))
                .withMessage("spring.datasource.url has several hosts, of which the service needs the one that accepts"
                        + " writes: set targetServerType=primary, or leave it out");
    }

    @ParameterizedTest
    @CsvSource({
        "'postgres://u:p@a,b/db', 'jdbc:postgresql://a,b/db?loadBalanceHosts=true&loginTimeout=3&targetServerType=secondary'",
        "'jdbc:postgresql://a,b/db?targetServerType=secondary&loginTimeout=9', 'jdbc:postgresql://a,b/db?targetServerType=secondary&loginTimeout=9&loadBalanceHosts=true'",
        "jdbc:postgresql://a/db, jdbc:postgresql://a/db",
    })
    void findsAStandbyAmongSeveralHosts(String url, String jdbc) {
        assertThat(DatabaseUrl.parse(Target.STANDBY, url).map(DatabaseUrl::jdbc))
                .hasValue(jdbc);
    }

    @Test
    void needsAStandbyOfSeveralHosts() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> DatabaseUrl.parse(Target.STANDBY, "postgres://a,b/db?targetServerType=primary"))
                .withMessage("recontact.standby.url has several hosts, of which the service needs a standby: set"
                        + " targetServerType=secondary, or leave it out");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://db.internal/recontact, jdbc:postgresql://db.internal/recontact",
        "postgresql://db.internal:5433/recontact, jdbc:postgresql://db.internal:5433/recontact",
        "postgres://u:p@db.internal:5433/recontact?sslmode=require, jdbc:postgresql://db.internal:5433/recontact?sslmode=require",
        "postgres://u:p@10.0.0.1, jdbc:postgresql://10.0.0.1/",
        "postgres://u:p@[::1]:5432/a%20b, jdbc:postgresql://[::1]:5432/a%20b",
        "postgres://u@a:1/db?connect_timeout=5&application_name=x, jdbc:postgresql://a:1/db?connectTimeout=5&ApplicationName=x",
        "'postgres://u:p@a:1,b:2/db', 'jdbc:postgresql://a:1,b:2/db?loadBalanceHosts=true&loginTimeout=3&targetServerType=primary'",
        "'postgres://a,b/db?target_session_attrs=read-write&load_balance_hosts=disable', 'jdbc:postgresql://a,b/db?targetServerType=primary&loadBalanceHosts=false&loginTimeout=3'",
        "'jdbc:postgresql://a,b/db?user=u', 'jdbc:postgresql://a,b/db?loadBalanceHosts=true&loginTimeout=3&targetServerType=primary'",
        "'jdbc:postgresql://a,b/db?targetServerType=primary&loginTimeout=9', 'jdbc:postgresql://a,b/db?targetServerType=primary&loginTimeout=9&loadBalanceHosts=true'",
        "'jdbc:postgresql://a/b,c', 'jdbc:postgresql://a/b,c'",
        "jdbc:postgresql://a/db?targetServerType=any, jdbc:postgresql://a/db?targetServerType=any",
        "jdbc:postgresql://a/db, jdbc:postgresql://a/db",
        "postgres://a/db?user=u&sslmode=require&password=p, jdbc:postgresql://a/db?sslmode=require",
        "jdbc:postgresql://a/db?user=u&password=p, jdbc:postgresql://a/db",
        "jdbc:postgresql://a/db?sslmode=require, jdbc:postgresql://a/db?sslmode=require",
    })
    void becomesAUrlOfJdbc(String url, String jdbc) {
        assertThat(DatabaseUrl.parse(Target.PRIMARY, url)).hasValueSatisfying(parsed -> {
            assertThat(parsed.jdbc()).isEqualTo(jdbc);
            assertThat(parsed.toString()).isEqualTo(jdbc);
        });
        assertThat(Driver.parseURL(jdbc, new Properties())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:mysql://host/db?password=secret"})
    void leavesOthersAlone(String url) {
        assertThat(DatabaseUrl.parse(Target.PRIMARY, url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://ada:p%40ss%2Fw%3Ard%25@a/db, ada, p@ss/w:rd%",
        "postgres://ada%40example.com:a+b@a/db, ada@example.com, a+b",
        "postgres://ada:p:q@a/db, ada, p:q",
        "postgres://ada:@a/db, ada, ''",
        "postgres://a/db?user=ada&password=p%26q+, ada, p&q+",
        "jdbc:postgresql://a/db?password=p%26q+r&user=ada, ada, p&q r",
    })
    void decodesUserAndPassword(String url, String user, String password) {
        assertThat(DatabaseUrl.parse(Target.PRIMARY, url).orElseThrow().credentials())
                .isEqualTo(Map.of(USERNAME, user, PASSWORD, password));
    }

    @Test
    void readsTheDatabaseAsTheDriverDoes() {
        var url = DatabaseUrl.parse(Target.PRIMARY, "postgres://u:p@a/my%20db%2B+")
                .orElseThrow();
        assertThat(PGProperty.PG_DBNAME.getOrDefault(Driver.parseURL(url.jdbc(), new Properties())))
                .isEqualTo("my db++");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://",
                "postgres:///recontact",
                "postgres://u:hidden@/recontact",
                "postgres://u:hidden@%2Fvar%2Frun/recontact",
                "postgres://u:hidden@host:port/recontact",
                "postgres://u:hid@den@host/recontact",
                "postgres://u:hid/den@host/recontact",
                "postgres://u:hidden%4@host/recontact",
                "postgres://u:hidden@host/recontact#fragment",
                "postgresql:hidden"
            })
    void refusesAnInvalidUrl(String url) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> DatabaseUrl.parse(Target.PRIMARY, url))
                .withMessageStartingWith("spring.datasource.url ")
                .withMessageNotContaining("hid")
                .withNoCause();
    }

    @Test
    void yieldsToCredentialsThatAreSet() {
        var environment = environment(Map.of(URL, "postgres://u:p@a/db", USERNAME, "ada", PASSWORD, "set"));
        assertThat(environment.getProperty(URL)).isEqualTo("jdbc:postgresql://a/db");
        assertThat(environment.getProperty(USERNAME)).isEqualTo("ada");
        assertThat(environment.getProperty(PASSWORD)).isEqualTo("set");
    }

    @Test
    void setsTheCredentialsOfTheUrl() {
        var environment = environment(Map.of(URL, " postgres://u:p@a/db\n"));
        assertThat(environment.getProperty(URL)).isEqualTo("jdbc:postgresql://a/db");
        assertThat(environment.getProperty(USERNAME)).isEqualTo("u");
        assertThat(environment.getProperty(PASSWORD)).isEqualTo("p");
    }

    @Test
    void changesNothingWithoutAUrl() {
        assertThat(environment(Map.of()).getProperty(URL)).isNull();
    }

    private static StandardEnvironment environment(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        DatabaseUrl.rewrite(environment);
        return environment;
    }
}
