package io.recontact.streaming;

import io.recontact.wire.InstanceId;
import java.util.UUID;

/** A stream that is to begin. */
record StreamRow(UUID id, InstanceId instance, UUID session, String endpointArn, Beginning beginning) {}
