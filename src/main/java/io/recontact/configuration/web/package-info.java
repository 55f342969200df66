/** The HTTP layer of the operations on instances and their configuration. */
@NullMarked
package io.recontact.configuration.web;

import org.jspecify.annotations.NullMarked;
