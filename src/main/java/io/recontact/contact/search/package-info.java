/** SearchContacts and ListAssociatedContacts: queries over many contacts, each page one statement. */
@NullMarked
package io.recontact.contact.search;

import org.jspecify.annotations.NullMarked;
