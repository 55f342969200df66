package io.recontact.contact.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact in the lineage of another one.
 *
 * @param followsFrom the contacts that it follows from directly
 */
public record ContactLineage(AssociatedContact contact, Position position, List<Link> followsFrom) {

    /** Where a contact stands, seen from the one whose lineage it is. */
    public enum Position {
        /** The contact precedes the requested one. */
        BEFORE,
        /** The requested contact itself. */
        REQUESTED,
        /** The contact follows from the requested one. */
        AFTER
    }

    /** The reason why a contact follows from another one. */
    public enum Kind {
        /** The PreviousContactId of a transfer or a disconnect flow. */
        PREVIOUS,
        /** The RelatedContactId of any other contact. */
        RELATED,
        /** The RelatedContactId of a chat that continues an ended one. */
        PERSISTENT_CHAT
    }

    /** A contact that another one follows from. */
    public record Link(UUID contactId, Kind kind) {}

    /** A page of a lineage; {@code nextToken} is null on the last one. */
    public record Page(
            List<ContactLineage> contacts, @Nullable String nextToken) {}

    /** Returns the lineage of a contact in its tree, in the order of the tree. */
    static List<ContactLineage> of(UUID id, List<AssociatedContact> tree) {
        var links = new LinkedHashMap<UUID, List<UUID>>();
        var followers = new HashMap<UUID, List<UUID>>();
        for (var contact : tree) {
            var from = links(contact).stream().map(Link::contactId).toList();
            links.put(contact.id(), from);
            from.forEach(source ->
                    followers.computeIfAbsent(source, _ -> new ArrayList<>()).add(contact.id()));
        }
        var before = reachable(id, links);
        var after = reachable(id, followers);
        var lineage = new ArrayList<ContactLineage>();
        for (var contact : tree) {
            if (contact.id().equals(id)) {
                lineage.add(new ContactLineage(contact, Position.REQUESTED, links(contact)));
            } else if (before.contains(contact.id())) {
                lineage.add(new ContactLineage(contact, Position.BEFORE, links(contact)));
            } else if (after.contains(contact.id())) {
                lineage.add(new ContactLineage(contact, Position.AFTER, links(contact)));
            }
        }
        return lineage;
    }

    /** Returns the index of the contact after another one; that of the end if the other one is gone. */
    static int indexAfter(List<ContactLineage> lineage, UUID id) {
        for (int i = 0; i < lineage.size(); i++) {
            if (lineage.get(i).contact().id().equals(id)) {
                return i + 1;
            }
        }
        return lineage.size();
    }

    private static Set<UUID> reachable(UUID start, Map<UUID, List<UUID>> next) {
        var found = new HashSet<UUID>();
        var open = new ArrayList<>(next.getOrDefault(start, List.of()));
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (found.add(id)) {
                open.addAll(next.getOrDefault(id, List.of()));
            }
        }
        return found;
    }

    private static List<Link> links(AssociatedContact contact) {
        var links = new ArrayList<Link>();
        var previous = contact.previousContactId();
        var related = contact.relatedContactId();
        if (previous != null) {
            links.add(new Link(previous, Kind.PREVIOUS));
        }
        if (related != null) {
            links.add(new Link(related, contact.isPersistentChat() ? Kind.PERSISTENT_CHAT : Kind.RELATED));
        }
        return links;
    }
}
