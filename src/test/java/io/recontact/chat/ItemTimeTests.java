package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Comparator;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** AbsoluteTime, by which ChatJS orders its transcript. */
@ServiceTest
class ItemTimeTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    ItemTimeTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
    }

    @Test
    void isUniqueInTheSession() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        ConcurrentCalls.run(20, sender -> {
            for (int i = 0; i < 20; i++) {
                customer.say("%d of %d".formatted(i, sender));
            }
            return sender;
        });
        // The participant leaves, and the chat ends, at one moment.
        customer.disconnect();

        var resumed = calls.customerOf(tenant.start(c ->
                c.persistentChat(p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat.contactId()))));
        var times = resumed.everything().stream().map(Item::absoluteTime).toList();
        assertThat(times).hasSizeGreaterThan(400).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(new HashSet<>(times)).hasSameSizeAs(times);
    }
}
