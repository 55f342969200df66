package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;

/** TagContact and UntagContact. */
@ServiceTest
class TagContactTests {

    private final Service.Tenant tenant;

    TagContactTests(Service.Calls calls) {
        this.tenant = calls.newTenant();
    }

    @Test
    void addsAndRemovesTags() {
        var id = tenant.start();

        tag(id, Map.of("team", "blue", "tier", "1"));
        tag(id, Map.of("tier", "2"));
        tenant.connect()
                .untagContact(r -> r.instanceId(tenant.instance()).contactId(id).tagKeys("team", "absent"));

        assertThat(tenant.describe(id).tags())
                .containsOnly(Map.entry("tier", "2"), Map.entry("aws:connect:instanceId", tenant.instance()));
    }

    @Test
    void removesATagWhoseKeyHasAComma() {
        var id = tenant.start();
        tag(id, Map.of("a,b", "1", "a", "2", "b", "3"));
        tenant.connect()
                .untagContact(r -> r.instanceId(tenant.instance()).contactId(id).tagKeys("a,b"));

        assertThat(tenant.describe(id).tags()).containsKeys("a", "b").doesNotContainKey("a,b");
    }

    @Test
    void allowsSixTags() {
        var id = tenant.start();
        var six = new HashMap<String, String>();
        for (char c = 'a'; c < 'g'; c++) {
            six.put("" + c, "v");
        }
        tag(id, six);

        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> tag(id, Map.of("h", "v")));
        tag(id, Map.of("a", "other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:mine", "with space", "ümlaut", ""})
    void refusesKeysThatTheModelDoesNotAllow(String key) {
        var id = tenant.start();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tag(id, Map.of(key, "v")))
                .withMessageContaining("Tags");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tenant.connect()
                        .untagContact(r ->
                                r.instanceId(tenant.instance()).contactId(id).tagKeys(key)))
                .withMessageContaining("TagKeys");
    }

    @Test
    void refusesAValueThatIsTooLong() {
        var id = tenant.start();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tag(id, Map.of("k", "x".repeat(257))));
    }

    private void tag(String contact, Map<String, String> tags) {
        tenant.connect()
                .tagContact(
                        r -> r.instanceId(tenant.instance()).contactId(contact).tags(tags));
    }
}
