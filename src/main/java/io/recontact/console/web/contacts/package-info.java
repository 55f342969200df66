/** The search of contacts, and the page of a contact with its transcript. */
@NullMarked
package io.recontact.console.web.contacts;

import org.jspecify.annotations.NullMarked;
