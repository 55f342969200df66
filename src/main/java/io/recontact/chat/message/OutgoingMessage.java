package io.recontact.chat.message;

import io.recontact.chat.ChatMessage;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;

/** A message that a participant sends, and the id that its transcript item gets. */
record OutgoingMessage(ParticipantId sender, ItemId id, ChatMessage message) {}
