/**
 * The Amazon Connect flow language, version 2019-10-30: parses and checks flow documents, and decides the next action.
 * Pure: it reads no database and runs nothing.
 */
@NullMarked
package io.recontact.flow.language;

import org.jspecify.annotations.NullMarked;
