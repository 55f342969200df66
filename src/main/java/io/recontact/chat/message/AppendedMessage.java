package io.recontact.chat.message;

import io.recontact.api.SessionId;
import io.recontact.chat.transcript.ItemPosition;

/** Where a sent message is in the transcript. */
record AppendedMessage(SessionId session, ItemPosition position) {}
