package io.recontact.contact;

import java.util.UUID;

/**
 * Where a new chat comes from.
 *
 * @param contact becomes the RelatedContactId of the new contact
 * @param association the root of the tree that both belong to
 * @param attributes are copied to the new contact
 */
record Origin(UUID contact, UUID association, Attributes attributes) {}
