package io.recontact.security;

import io.recontact.api.Arns;

/**
 * The account as which this service presents itself, in ARNs and to the endpoints of streams and events.
 *
 * @param region the region that it is in where no caller has signed for one
 */
public record Account(String id, String region) {

    /** Writes ARNs for readers outside of any request. */
    public Arns arns() {
        return new Arns(region, id);
    }
}
