package io.recontact.widget;

import io.recontact.api.throttle.FailureLimit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Limits how many chats one address starts, over all nodes. */
@Component
@WidgetEnabled
class WidgetStartLimit {

    private final FailureLimit limit;
    private final FailureLimit.Kind ofAddress;

    WidgetStartLimit(FailureLimit limit, WidgetProperties settings) {
        this.limit = limit;
        this.ofAddress = new FailureLimit.Kind("StartOfAddress", settings.startsAtOnce(), settings.startEvery());
    }

    /** Returns true if the address may start another chat, and counts it. */
    boolean take(String address) {
        return limit.takeAttempt(ofAddress, address);
    }

    @Scheduled(
            fixedDelayString = "${recontact.widget.clean-up-every:10m}",
            initialDelayString = "${recontact.widget.clean-up-every:10m}")
    void cleanUp() {
        limit.deleteUnused(ofAddress);
    }
}
