/** The operations of historical metrics over HTTP. */
@NullMarked
package io.recontact.metrics.web;

import org.jspecify.annotations.NullMarked;
