/** The streaming operations of the Connect API over HTTP. */
@NullMarked
package io.recontact.webhook.streaming.web;

import org.jspecify.annotations.NullMarked;
