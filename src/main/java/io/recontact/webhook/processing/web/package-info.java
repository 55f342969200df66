/** The operations of message processing over HTTP. */
@NullMarked
package io.recontact.webhook.processing.web;

import org.jspecify.annotations.NullMarked;
