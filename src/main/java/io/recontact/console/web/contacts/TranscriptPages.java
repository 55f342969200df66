package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.TranscriptScope;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.TranscriptAccess;
import io.recontact.history.ContactTranscriptService;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads transcripts in the parts that pages show, and records who reads them. */
@Component
@ConsoleEnabled
public class TranscriptPages {

    private static final int PAGE = 50;

    /** The most pages that one update of a live transcript reads. */
    private static final int MAX_PAGES = 20;

    private final ContactTranscriptService transcripts;
    private final TranscriptAccess access;

    TranscriptPages(ContactTranscriptService transcripts, TranscriptAccess access) {
        this.transcripts = transcripts;
        this.access = access;
    }

    /**
     * Returns the newest items of a transcript, oldest first.
     *
     * @param since the id of an item that is the first one of the result, so that a live transcript has no gap; null
     *     for one page
     */
    public TranscriptItems newest(ConsoleUser user, ContactId contact, @Nullable String since) {
        access.record(user, contact, TranscriptAccess.Kind.READ);
        var lines = new ArrayList<TranscriptItems.Line>();
        String token = null;
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            var page = page(user, contact, token);
            lines.addAll(0, page.lines());
            token = page.earlier();
            if (since == null) {
                break;
            }
            var known = lines.stream().filter(line -> line.id().equals(since)).findFirst();
            if (known.isPresent()) {
                // The page has a token for what is before already.
                return new TranscriptItems(lines.subList(lines.indexOf(known.get()), lines.size()), null);
            }
            if (token == null) {
                break;
            }
        }
        return new TranscriptItems(lines, token);
    }

    /** Returns the items before those that the page has. */
    TranscriptItems earlier(ConsoleUser user, ContactId contact, String before) {
        access.record(user, contact, TranscriptAccess.Kind.READ);
        return page(user, contact, before);
    }

    private TranscriptItems page(ConsoleUser user, ContactId contact, @Nullable String token) {
        var page = transcripts.page(
                user.instance(), contact, TranscriptScope.CONTACT, ScanDirection.BACKWARD, PAGE, token);
        return new TranscriptItems(
                page.transcript().reversed().stream().map(TranscriptItems::line).toList(), page.nextToken());
    }
}
