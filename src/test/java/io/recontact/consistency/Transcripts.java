package io.recontact.consistency;

import io.recontact.consistency.Operation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.services.connectparticipant.model.ChatItemType;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptRequest;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;

/** Reads transcripts page by page, each page at any node. */
record Transcripts(Endpoints nodes, Random random, String connectionToken) {

    /** All items, oldest first. The first page has the newest ones, so that the others cannot miss any. */
    List<Item> whole() {
        return pages(r -> r.scanDirection(ScanDirection.BACKWARD)).reversed();
    }

    /** All items behind one, oldest first. */
    List<Item> after(String id) {
        return pages(r -> r.scanDirection(ScanDirection.FORWARD)
                        .sortOrder("ASCENDING")
                        .startPosition(position -> position.id(id)))
                .stream()
                .filter(item -> !item.id().equals(id)) // the first page begins with it
                .toList();
    }

    private List<Item> pages(Consumer<GetTranscriptRequest.Builder> position) {
        var items = new ArrayList<Item>();
        String token = null;
        do {
            var next = token;
            var page = nodes.answer(
                    random,
                    node -> node.participants()
                            .getTranscript(r -> r.connectionToken(connectionToken)
                                    .applyMutation(position)
                                    .maxResults(100)
                                    .nextToken(next)));
            page.transcript().stream()
                    .map(item -> new Item(item.id(), item.type() == ChatItemType.MESSAGE ? item.content() : null))
                    .forEach(items::add);
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return items;
    }
}
