/**
 * The Amazon Connect flow language, version 2019-10-30: parses and checks a flow document, and tells where each action
 * leads. Pure: reads no database and runs nothing.
 */
@NullMarked
package io.recontact.flow.language;

import org.jspecify.annotations.NullMarked;
