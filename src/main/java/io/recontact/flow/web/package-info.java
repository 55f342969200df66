/** The operation of flows in the admin API over HTTP. {@code docs/admin-v1.yaml} describes it. */
@NullMarked
package io.recontact.flow.web;

import org.jspecify.annotations.NullMarked;
