/** The contact operations of the Connect API over HTTP. */
@NullMarked
package io.recontact.contact.web;

import org.jspecify.annotations.NullMarked;
