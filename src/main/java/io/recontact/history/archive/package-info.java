/** Stores the transcripts of ended chats as files outside of the database: in a folder, or in S3 or the like. */
@NullMarked
package io.recontact.history.archive;

import org.jspecify.annotations.NullMarked;
