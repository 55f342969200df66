/** SearchContacts and ListAssociatedContacts: queries over many contacts, each page one statement. */
@NamedInterface("search")
@NullMarked
package io.recontact.contact.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
