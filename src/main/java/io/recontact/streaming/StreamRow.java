package io.recontact.streaming;

import io.recontact.wire.InstanceId;
import io.recontact.wire.SessionId;
import java.util.UUID;

/** A stream that is to begin. */
record StreamRow(UUID id, InstanceId instance, SessionId session, String endpointArn, Beginning beginning) {}
