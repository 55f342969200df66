package io.recontact.contact;

import io.recontact.api.InvalidRequestException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the conversation of a customer with a destination of a bridge.
 *
 * @param source the number or address of the customer
 * @param destination the id of the destination
 * @param subtype the {@code connect:Subtype} of its chats
 */
public record ChatIntegration(String source, String destination, String subtype) {

    /**
     * Creates the identity. Subtypes compare regardless of case, because the API reference writes {@code connect:sms}.
     *
     * @param subtype absent means {@code connect:Chat}
     * @throws InvalidRequestException if the subtype is not one of chats that come through a bridge
     */
    public static ChatIntegration of(String source, String destination, @Nullable String subtype) {
        var known = Stream.of("connect:Chat", "connect:SMS", "connect:WhatsApp", "connect:Apple")
                .filter(name -> name.equalsIgnoreCase(subtype == null ? "connect:Chat" : subtype))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "Subtype must be one of connect:SMS, connect:WhatsApp, connect:Apple and connect:Chat"));
        return new ChatIntegration(source, destination, known);
    }
}
