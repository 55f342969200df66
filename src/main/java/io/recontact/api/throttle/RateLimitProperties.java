package io.recontact.api.throttle;

import io.recontact.api.Operations;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Request rates.
 *
 * @param rates {@code off} for no limits, {@code aws} for the quotas of Amazon Connect, or a list such as
 *     {@code StartChatContact=50/80,DescribeContact=100/150} of requests a second and burst; the list may start with
 *     {@code aws}
 */
@ConfigurationProperties("recontact.limits")
record RateLimitProperties(@DefaultValue("off") String rates) {

    private static final Pattern ENTRY =
            Pattern.compile("(?<operation>[A-Za-z]+)=(?<rate>\\d+(\\.\\d+)?)/(?<burst>\\d+)");

    // Amazon Connect Administrator Guide, "API throttling quotas".
    private static final Rate AWS_OTHER = new Rate(2, 5);
    private static final Map<String, Rate> AWS = Map.ofEntries(
            Map.entry("StartChatContact", new Rate(5, 8)),
            Map.entry("DescribeContact", new Rate(10, 15)),
            Map.entry("StopContact", new Rate(10, 15)),
            Map.entry("UpdateContact", new Rate(10, 15)),
            Map.entry("GetContactAttributes", new Rate(10, 15)),
            Map.entry("UpdateContactAttributes", new Rate(10, 15)),
            Map.entry("TagContact", new Rate(20, 25)),
            Map.entry("UntagContact", new Rate(20, 25)),
            Map.entry("ListContactReferences", new Rate(10, 15)),
            Map.entry("UpdateContactRoutingData", new Rate(20, 20)),
            Map.entry("SearchContacts", new Rate(0.5, 1)),
            Map.entry("CreateParticipant", new Rate(5, 8)),
            Map.entry("CreatePersistentContactAssociation", new Rate(5, 8)),
            Map.entry("UpdateParticipantRoleConfig", new Rate(5, 8)),
            Map.entry("StartContactStreaming", new Rate(5, 8)),
            Map.entry("StopContactStreaming", new Rate(5, 8)),
            Map.entry("CreateParticipantConnection", new Rate(6, 9)),
            Map.entry("DisconnectParticipant", new Rate(3, 5)),
            Map.entry("GetTranscript", new Rate(8, 12)),
            Map.entry("GetAttachment", new Rate(8, 12)),
            Map.entry("SendMessage", new Rate(10, 15)),
            Map.entry("SendEvent", new Rate(10, 15)),
            Map.entry("StartAttachmentUpload", new Rate(2, 5)),
            Map.entry("CompleteAttachmentUpload", new Rate(2, 5)));

    RateLimitProperties {
        parse(rates); // an invalid setting prevents startup
    }

    /** Returns the configured rates. */
    Rates parsed() {
        return parse(rates);
    }

    private static Rates parse(String text) {
        var named = new HashMap<String, Rate>();
        Rate other = null;
        for (var part : text.split(",", -1)) {
            var entry = part.strip();
            if (entry.equalsIgnoreCase("off")) {
                continue;
            }
            if (entry.equalsIgnoreCase("aws")) {
                named.putAll(AWS);
                other = AWS_OTHER;
                continue;
            }
            var match = ENTRY.matcher(entry);
            if (!match.matches()) {
                throw new IllegalArgumentException(
                        "recontact.limits.rates has an entry that is not 'off', 'aws' or Operation=rate/burst: "
                                + entry);
            }
            var operation = match.group("operation");
            if (!Operations.exists(operation)) {
                throw new IllegalArgumentException(
                        "recontact.limits.rates names %s, which is no operation".formatted(operation));
            }
            named.put(operation, rate(match.group("rate"), match.group("burst")));
        }
        return new Rates(named, other);
    }

    private static Rate rate(String perSecond, String burst) {
        try {
            return new Rate(Double.parseDouble(perSecond), Integer.parseInt(burst));
        } catch (IllegalArgumentException _) { // also of a burst that is no int
            throw new IllegalArgumentException(
                    "recontact.limits.rates has the rate %s/%s, which must be above 0, with a burst of at least 1"
                            .formatted(perSecond, burst));
        }
    }
}
