/** The admin API over HTTP. {@code docs/admin-v1.yaml} describes it. */
@NullMarked
package io.recontact.history.web;

import org.jspecify.annotations.NullMarked;
