package io.recontact.security;

import io.recontact.api.Arns;

/**
 * The AWS account that this service presents itself as, in ARNs and to the endpoints of streams and events.
 *
 * @param id 12 digits
 * @param region the region in ARNs that no signed request asks for
 */
public record Account(String id, String region) {

    /** Returns ARNs for use outside of requests. */
    public Arns arns() {
        return new Arns(region, id);
    }
}
