/** The control plane of the Connect API over HTTP. */
@NullMarked
package io.recontact.configuration.web;

import org.jspecify.annotations.NullMarked;
