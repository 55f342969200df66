package io.recontact.chat.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.recontact.api.CellProperties;
import io.recontact.chat.ParticipantId;
import io.recontact.testing.ServiceTest;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens that name their cell. */
@ServiceTest
class CellTokenTests {

    private final ParticipantId participant = new ParticipantId(UUID.randomUUID());
    private final TokenService before;
    private final TokenService cell;
    private final TokenService other;

    /** All have the same key, as after a copy of a whole database. */
    CellTokenTests(JdbcClient jdbc, Clock clock) {
        var keys = new TokenSigningKeys(jdbc, clock);
        this.before = new TokenService(keys, new CellProperties(""));
        this.cell = new TokenService(keys, new CellProperties("a"));
        this.other = new TokenService(keys, new CellProperties("eu-1"));
    }

    @Test
    void nameTheirCell() {
        assertThat(other.issue(participant)).matches("eu-1\\.[\\w-]{66}").isEqualTo(other.issue(participant));
        assertThat(other.issue(TokenType.CONNECTION, participant.value(), Instant.EPOCH))
                .startsWith("eu-1.");
        assertThat(cell.verifyParticipantToken(cell.issue(participant))).contains(participant);
    }

    @Test
    void areValidInTheirCellOnly() {
        var token = cell.issue(participant);
        assertThat(other.verifyParticipantToken(token)).isEmpty();
        assertThat(other.isOfAnotherCell(token)).isTrue();
        assertThat(before.verifyParticipantToken(token)).isEmpty();
        assertThat(cell.isOfAnotherCell(token)).isFalse();
    }

    @Test
    void areValidWithTheNameThatWasSignedOnly() {
        var token = cell.issue(participant);
        var signed = token.substring(2);
        assertThat(cell.verifyParticipantToken(signed)).as("without the name").isEmpty();
        assertThat(other.verifyParticipantToken("eu-1." + signed))
                .as("with another name")
                .isEmpty();
        assertThat(cell.verifyParticipantToken("." + signed)).isEmpty();
        assertThat(cell.verifyParticipantToken("a.a." + signed)).isEmpty();
        assertThat(cell.verifyParticipantToken("a." + before.issue(participant)))
                .as("an older token with the name")
                .isEmpty();
    }

    @Test
    void fromBeforeTheCellHadANameRemainValid() {
        assertThat(cell.verifyParticipantToken(before.issue(participant))).contains(participant);
        assertThat(cell.isOfAnotherCell(before.issue(participant))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a.b", "-a", "a/b", "ä", "abcdefghijklmnopqrstuvwxyz0123456"})
    void haveAPlainName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CellProperties(name))
                .withMessageStartingWith("recontact.cell");
    }
}
