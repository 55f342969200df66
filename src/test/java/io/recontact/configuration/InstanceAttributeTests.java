package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Attribute;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;

@ServiceTest
class InstanceAttributeTests {

    private final String instance;
    private final ConnectClient connect;

    InstanceAttributeTests(Service.Calls calls) {
        this.instance = calls.newTenant().instance();
        this.connect = calls.connect();
    }

    private String value(InstanceAttribute attribute) {
        return connect.describeInstanceAttribute(r -> r.instanceId(instance).attributeType(attribute.name()))
                .attribute()
                .value();
    }

    private void update(InstanceAttribute attribute, String value, @Nullable String token) {
        connect.updateInstanceAttribute(r -> r.instanceId(instance)
                .attributeType(attribute.name())
                .value(value)
                .clientToken(token));
    }

    @ParameterizedTest
    @EnumSource
    void isChanged(InstanceAttribute attribute) {
        var changed = Boolean.toString(!Boolean.parseBoolean(value(attribute)));

        update(attribute, changed, null);

        assertThat(value(attribute)).isEqualTo(changed);
    }

    @Test
    void listsAllInPagesOfSeven() {
        update(InstanceAttribute.CONTACTFLOW_LOGS, "true", null);
        var found = new ArrayList<Attribute>();
        @Nullable String next = null;
        do {
            var token = next;
            var page =
                    connect.listInstanceAttributes(r -> r.instanceId(instance).nextToken(token));
            assertThat(page.attributes()).hasSizeLessThanOrEqualTo(7);
            found.addAll(page.attributes());
            next = page.nextToken();
        } while (next != null);

        assertThat(found)
                .extracting(Attribute::attributeTypeAsString)
                .containsExactlyElementsOf(List.of(InstanceAttribute.values()).stream()
                        .map(Enum::name)
                        .toList());
        assertThat(found)
                .allSatisfy(one -> assertThat(one.value())
                        .isEqualTo(value(InstanceAttribute.valueOf(one.attributeTypeAsString()))));
    }

    @Test
    void agreesWithTheDescriptionOfTheInstance() {
        update(InstanceAttribute.INBOUND_CALLS, "false", null);
        update(InstanceAttribute.OUTBOUND_CALLS, "true", null);

        var described = connect.describeInstance(r -> r.instanceId(instance)).instance();

        assertThat(described.inboundCallsEnabled()).isFalse();
        assertThat(described.outboundCallsEnabled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"EARLY_MEDIA", "INBOUND_CALLS"})
    void isChangedOnceWithAToken(InstanceAttribute attribute) {
        var token = UUID.randomUUID().toString();
        update(attribute, "true", token);
        update(attribute, "false", null);

        update(attribute, "true", token); // a late repeat

        assertThat(value(attribute)).isEqualTo("false");
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> update(attribute, "false", token));
    }

    @Test
    void refusesOtherValuesAndTypes() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> update(InstanceAttribute.EARLY_MEDIA, "maybe", null))
                .withMessageContaining("Value");
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> connect.describeInstanceAttribute(
                        r -> r.instanceId(instance).attributeType("SOMETHING")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400));
        assertThat(value(InstanceAttribute.EARLY_MEDIA)).isEqualTo("true");
    }
}
