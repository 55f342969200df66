/** The routing operations of the Connect API over HTTP. */
@NullMarked
package io.recontact.routing.web;

import org.jspecify.annotations.NullMarked;
