package io.recontact.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TestDatabaseTests {

    @Test
    void givesEachCallerAnEmptyDatabaseOfItsOwn() {
        var one = connect(TestDatabase.freshDatabaseUrl());
        one.sql("create table thing (id integer)").update();

        var other = connect(TestDatabase.freshDatabaseUrl());

        assertThat(other.sql("select to_regclass('thing') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void isTheShippedVersionOfPostgresUnlessAServerIsNamed() {
        var jdbc = connect(TestDatabase.freshDatabaseUrl());

        assertThat(jdbc.sql("show server_version_num").query(Integer.class).single())
                .isBetween(TestDatabaseUrl.get().isPresent() ? 150_000 : 180_000, 189_999);
    }

    private static JdbcClient connect(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password()));
    }
}
