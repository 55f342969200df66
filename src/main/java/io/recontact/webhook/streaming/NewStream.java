package io.recontact.webhook.streaming;

import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;

/** A stream to create. */
record NewStream(StreamingId id, InstanceId instance, SessionId session, String endpointArn, StartFrom startFrom) {}
