package io.recontact.streaming;

import io.recontact.wire.ContactId;

/** What StartContactStreaming asks for. */
record NewStream(ContactId contact, String endpointArn) {}
