package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** A class that asks for no instance of its own. */
@RecontactTest
class InstancePerTestTests {

    private static final Set<String> SEEN = new HashSet<>();

    private String before = "";

    @BeforeEach
    void remember(ContactCenter center) {
        before = center.instanceId();
    }

    @RepeatedTest(3)
    void givesEachTestAnInstanceOfItsOwn(ContactCenter center) {
        assertThat(center.instanceId()).isEqualTo(before);
        assertThat(SEEN.add(center.instanceId())).isTrue();
    }
}
