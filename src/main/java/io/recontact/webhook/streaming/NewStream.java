package io.recontact.webhook.streaming;

import io.recontact.api.ContactId;

/** What StartContactStreaming asks for. */
record NewStream(ContactId contact, String endpointArn) {}
