package io.recontact.webhook.streaming;

import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import java.util.UUID;

/** A stream that is to begin. */
record StreamRow(UUID id, InstanceId instance, SessionId session, String endpointArn, StartFrom beginning) {}
