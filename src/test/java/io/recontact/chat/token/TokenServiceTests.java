package io.recontact.chat.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.CellProperties;
import io.recontact.api.TimestampJdbcTemplate;
import io.recontact.chat.ParticipantId;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ServiceTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@ServiceTest
class TokenServiceTests {

    private final TokenService tokens;
    private final DataSource database;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final ParticipantId participant = new ParticipantId(UUID.randomUUID());

    TokenServiceTests(TokenService tokens, DataSource database, JdbcClient jdbc, MutableClock clock) {
        this.database = database;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @AfterEach
    void keepTheFirstKeyOnly() {
        clock.reset();
        jdbc.sql("delete from token_key where id > 1").update();
    }

    @Test
    void identifiesTheParticipantOfAToken() {
        assertThat(tokens.verifyParticipantToken(tokens.issue(participant))).contains(participant);
    }

    @Test
    void issuesTheSameTokenAgain() {
        assertThat(tokens.issue(participant)).isEqualTo(tokens.issue(participant));
    }

    @Test
    void agreesWithOtherNodes() {
        var otherNode = new TokenService(new TokenSigningKeys(jdbc, clock), new CellProperties(null));

        assertThat(otherNode.verifyParticipantToken(tokens.issue(participant))).contains(participant);
        assertThat(otherNode.issue(participant)).isEqualTo(tokens.issue(participant));
    }

    @Test
    void refusesATokenWithAnyByteChanged() {
        var good = Base64.getUrlDecoder().decode(tokens.issue(participant));
        for (int i = 0; i < good.length; i++) {
            var changed = good.clone();
            changed[i] ^= 1;
            assertThat(tokens.verifyParticipantToken(
                            Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("byte %d", i)
                    .isEmpty();
        }
    }

    @Test
    void loadsUnknownKeysAtALimitedRate() {
        var asked = new AtomicInteger();
        var counting = new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLException {
                asked.incrementAndGet();
                return super.getConnection();
            }
        };
        var node = new TokenService(
                new TokenSigningKeys(JdbcClient.create(new TimestampJdbcTemplate(new JdbcTemplate(counting))), clock),
                new CellProperties(null));
        var forged = Base64.getUrlDecoder().decode(node.issue(participant));
        asked.set(0);

        for (int i = 0; i < 1_000; i++) {
            forged[0] = (byte) (i % 200 + 20);
            assertThat(node.typeOf(Base64.getUrlEncoder().withoutPadding().encodeToString(forged)))
                    .isEmpty();
        }

        assertThat(asked).hasValueLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAA"})
    void refusesMalformedTokens(String text) {
        assertThat(tokens.verifyParticipantToken(text)).isEmpty();
    }

    @Test
    void acceptsTokensOfAnOlderKeyAfterARotation() {
        var old = tokens.issue(participant);
        // Not the service of other tests: it would keep the second key, and sign with it.
        var running = new TokenService(new TokenSigningKeys(jdbc, clock), new CellProperties(null));
        assertThat(running.verifyParticipantToken(old)).contains(participant);
        jdbc.sql("insert into token_key (id, secret, created_at) values (2, decode(repeat('ab', 32), 'hex'), now())")
                .update();
        var restarted = new TokenService(new TokenSigningKeys(jdbc, clock), new CellProperties(null));
        clock.advance(Duration.ofSeconds(3)); // a start takes longer

        var fresh = restarted.issue(participant);

        assertThat(fresh).isNotEqualTo(old);
        assertThat(restarted.verifyParticipantToken(old)).contains(participant);
        assertThat(running.verifyParticipantToken(fresh))
                .as("a node that has not restarted")
                .contains(participant);
    }
}
