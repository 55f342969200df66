/**
 * Runs Recontact beside JUnit tests, and takes part in chats as customer and agent. Begin with
 * {@link io.recontact.junit.RecontactTest}.
 */
@NullMarked
package io.recontact.junit;

import org.jspecify.annotations.NullMarked;
