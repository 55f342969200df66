package io.recontact.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.recontact.testing.ReplicatedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The servers on which the other tests of this package rely. */
@Tag("cluster")
class ReplicatedDatabaseTests {

    @Test
    void keepsWhatWasCommittedOverKills() {
        try (var database = ReplicatedDatabase.start()) {
            to(database.url(), database).sql("create table note (text text)").update();
            for (var text : new String[] {"first", "second"}) {
                to(database.url(), database)
                        .sql("insert into note values (?)")
                        .param(text)
                        .update();
                var killed = database.primaryUrl();

                database.killPrimary();
                database.promoteStandby();

                assertThat(database.primaryUrl()).isNotEqualTo(killed);
                assertThat(notes(database.url(), database)).endsWith(text);
                database.addStandby();
                assertThat(notes(database.standbyUrl(), database)).endsWith(text);
            }
            assertThat(notes(database.url(), database)).containsExactly("first", "second");
        }
    }

    @Test
    void delaysTheStandby() {
        try (var database = ReplicatedDatabase.start()) {
            to(database.url(), database).sql("create table note (text text)").update();
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> notes(database.standbyUrl(), database).isEmpty());

            database.pauseReplay();
            to(database.url(), database).sql("insert into note values ('late')").update();
            assertThat(notes(database.standbyUrl(), database)).isEmpty();
            database.resumeReplay();
            Awaitility.await()
                    .until(() -> !notes(database.standbyUrl(), database).isEmpty());

            database.delayReplay(Duration.ofMinutes(5));
            to(database.url(), database)
                    .sql("insert into note values ('later')")
                    .update();
            assertThat(notes(database.standbyUrl(), database)).containsExactly("late");
        }
    }

    @Test
    void namesThePackageOfMissingPrograms(@TempDir Path empty) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ReplicatedDatabase.start(empty))
                .withMessageEndingWith("has no initdb: install Debian's package postgresql-15");
    }

    private static List<String> notes(String url, ReplicatedDatabase database) {
        return to(url, database)
                .sql("select text from note")
                .query((row, _) -> String.valueOf(row.getString("text")))
                .list();
    }

    private static JdbcClient to(String url, ReplicatedDatabase database) {
        return JdbcClient.create(new DriverManagerDataSource(url, database.username(), database.password()));
    }
}
