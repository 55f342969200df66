package io.recontact.console.web.configuration;

import io.recontact.api.ResourceConflictException;
import io.recontact.configuration.Resource;

/** The state of a resource that a form has shown, so that nobody overwrites what they have not seen. */
final class Seen {

    /** The name of the field. */
    static final String FIELD = "LastModifiedTime";

    private Seen() {}

    static String of(Resource resource) {
        return resource.lastModifiedAt().toString();
    }

    static String in(Submission submission) {
        return submission.text(FIELD);
    }

    /**
     * Checks that a resource, whose row is locked, is as the form has shown it.
     *
     * @throws ResourceConflictException if somebody has changed it since
     */
    static void require(Resource present, Submission submission) {
        require(of(present), submission);
    }

    /** Checks that the state is as the form has shown it. */
    static void require(String present, Submission submission) {
        if (!present.equals(in(submission))) {
            throw stale();
        }
    }

    /** Returns the refusal to overwrite what somebody has changed. */
    static ResourceConflictException stale() {
        return new ResourceConflictException(
                "Somebody else has changed it meanwhile: open the form again to see the changes");
    }
}
