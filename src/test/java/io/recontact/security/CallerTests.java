package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerTests {

    private static final Arns ARNS = new Arns("us-east-1", "123456789012");

    private final InstanceId own = new InstanceId(UUID.randomUUID());
    private final InstanceId foreign = new InstanceId(UUID.randomUUID());
    private final Caller unlimited = new Caller("key", ARNS, Set.of(), true);
    private final Caller limited = new Caller("key", ARNS, Set.of(own), true);

    @Test
    void mayUseEveryInstanceByDefault() {
        assertThat(unlimited.mayAccessAll()).isTrue();
        assertThat(unlimited.mayAccess(foreign)).isTrue();
        assertThat(unlimited.instance(foreign.toString())).isEqualTo(foreign);
    }

    @Test
    void mayUseItsInstancesByIdAndArn() {
        assertThat(limited.mayAccessAll()).isFalse();
        assertThat(limited.instance(own.toString())).isEqualTo(own);
        assertThat(limited.instance(ARNS.instance(own))).isEqualTo(own);
    }

    @Test
    void isRefusedOtherInstances() {
        assertThat(limited.mayAccess(foreign)).isFalse();
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> limited.instance(ARNS.instance(foreign)))
                .withMessage("The access key key is not allowed to use instance %s", foreign);
    }

    @Test
    void isRefusedMalformedInstanceIds() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> limited.instance("instance"))
                .withMessageContaining("InstanceId");
    }
}
