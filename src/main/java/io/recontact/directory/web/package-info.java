/** The control plane of the Connect API over HTTP. */
@NullMarked
package io.recontact.directory.web;

import org.jspecify.annotations.NullMarked;
