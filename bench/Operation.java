import module java.base;

/** An operation that wrk loads, and the script with which pgbench does the same without the service. */
enum Operation {
    DESCRIBE_CONTACT("DescribeContact", "describe.sql", 0.33) {
        @Override
        List<Request> requests(Subject subject) {
            var service = subject.service();
            return subject.sampled().stream()
                    .map(id -> service.sign("GET", "/contacts/%s/%s".formatted(service.instance(), id), ""))
                    .toList();
        }

        @Override
        Map<String, ?> variables(Subject subject) {
            return Map.of(
                    "sampled", subject.sampled().size(),
                    "stride", subject.contacts() / subject.sampled().size(),
                    "instance", subject.service().instance(),
                    "oldest_kept", "2021-11-12T00:00:00Z");
        }
    },

    /** The first page of the newest contacts of one day, picked at random. */
    SEARCH_CONTACTS("SearchContacts", _ -> List.of()) {
        @Override
        List<Request> requests(Subject subject) {
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            // As far back as the contacts go, less a month at either end.
            return IntStream.range(30, 640)
                    .mapToObj(day -> now.minus(day, ChronoUnit.DAYS).getEpochSecond())
                    .map(end -> subject.service().sign("POST", "/search-contacts", """
                            {
                              "InstanceId": "%s",
                              "TimeRange": {"Type": "INITIATION_TIMESTAMP", "StartTime": %d, "EndTime": %d},
                              "MaxResults": 100
                            }""".formatted(subject.service().instance(), end - 86_400, end).replace("\n", "")))
                    .toList();
        }

        /** One for each core: the measure is the delay, not how long requests wait for each other. */
        @Override
        int connections(Options options) {
            return Runtime.getRuntime().availableProcessors();
        }
    },

    /** A day of all queues, by queue, picked at random. */
    GET_METRIC_DATA("GetMetricDataV2", _ -> List.of()) {
        @Override
        List<Request> requests(Subject subject) {
            var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            var service = subject.service();
            var queues = service
                    .call(service.sign("GET", "/queues-summary/%s?queueTypes=STANDARD".formatted(service.instance()), ""))
                    .path("QueueSummaryList")
                    .valueStream()
                    .map(queue -> "\"%s\"".formatted(queue.path("Id").asString()))
                    .collect(Collectors.joining(","));
            return IntStream.range(0, 34)
                    .mapToObj(day -> now.minus(day, ChronoUnit.DAYS).getEpochSecond())
                    .map(end -> service.sign("POST", "/metrics/data", """
                            {
                              "ResourceArn": "arn:aws:connect:us-east-1:123456789012:instance/%s",
                              "StartTime": %d, "EndTime": %d,
                              "Filters": [{"FilterKey": "QUEUE", "FilterValues": [%s]}],
                              "Groupings": ["QUEUE"],
                              "Metrics": [
                                {"Name": "CONTACTS_QUEUED"}, {"Name": "CONTACTS_HANDLED"},
                                {"Name": "CONTACTS_ABANDONED"}, {"Name": "ABANDONMENT_RATE"},
                                {"Name": "AVG_HANDLE_TIME"}, {"Name": "AVG_QUEUE_ANSWER_TIME"},
                                {"Name": "MAX_QUEUED_TIME"}, {"Name": "SUM_AFTER_CONTACT_WORK_TIME"},
                                {"Name": "SERVICE_LEVEL", "Threshold": [{"Comparison": "LT", "ThresholdValue": 20}]},
                                {"Name": "SERVICE_LEVEL", "Threshold": [{"Comparison": "LT", "ThresholdValue": 60}]}]
                            }""".formatted(service.instance(), end - 86_400, end, queues).replace("\n", "")))
                    .toList();
        }

        @Override
        int connections(Options options) {
            return Runtime.getRuntime().availableProcessors();
        }
    },

    /** Two of the twenty most frequent words, picked at random: the newest contacts that have both. */
    SEARCH_COMMON_WORDS("SearchTranscripts, two common words", _ -> List.of()) {
        @Override
        List<Request> requests(Subject subject) {
            return searches(subject, n -> word(1 + n % 20) + " " + word(1 + (n + 1 + n / 20 % 19) % 20));
        }

        @Override
        int connections(Options options) {
            return Runtime.getRuntime().availableProcessors();
        }
    },

    /** One of these and one of the words that are in one of 200 to one of 2,000 contacts. */
    SEARCH_RARE_WORD("SearchTranscripts, a rare and a common word", _ -> List.of()) {
        @Override
        List<Request> requests(Subject subject) {
            return searches(subject, n -> word(2_000 + 45 * n) + " " + word(1 + n % 20));
        }

        @Override
        int connections(Options options) {
            return Runtime.getRuntime().availableProcessors();
        }
    },

    /** Two of the words that are in one of ten to one of fifty contacts: neither reads few contacts, nor finds many. */
    SEARCH_MIDDLE_WORDS("SearchTranscripts, two words of middling frequency", _ -> List.of()) {
        @Override
        List<Request> requests(Subject subject) {
            return searches(subject, n -> word(100 + n) + " " + word(100 + (n + 1 + n * n) % 400));
        }

        @Override
        int connections(Options options) {
            return Runtime.getRuntime().availableProcessors();
        }
    },

    /** As many pages of the long chat are measured as there are short chats. */
    SHORT_CHAT("GetTranscript, chat of 100", "transcript.sql", 0, chats -> chats.newestPages(Chats.SHORT)) {
        @Override
        Map<String, ?> variables(Subject subject) {
            var page = subject.chats().newestItems(Chats.SHORT.start());
            return Map.of(
                    "first", Chats.SHORT.start(),
                    "last", Chats.SHORT.end() - 1,
                    "oldest", 1,
                    "newest", Long.MAX_VALUE,
                    "limit", page.size() + 1,
                    "sessions", page.stream().map(List::getFirst).collect(Collectors.joining(",", "{", "}")),
                    "messages", page.stream().map(List::getLast).collect(Collectors.joining(",", "{", "}")));
        }
    },
    LONG_CHAT("GetTranscript, chat of 100,000", chats -> chats.pagesOfLongChat(Chats.SHORT.size())),
    SHALLOW("GetTranscript, depth 1", chats -> List.of(chats.pageAtDepth(1))),
    DEEP("GetTranscript, depth 1,000", chats -> List.of(chats.pageAtDepth(1000))),

    SEND_MESSAGE("SendMessage", "send.sql", 0.70) {
        @Override
        List<Request> requests(Subject subject) {
            return subject.chats().messages(Chats.SENDING);
        }

        @Override
        Map<String, ?> variables(Subject subject) {
            return withIds(Map.of(
                    "chats", Chats.SENDING.size(),
                    "content_type", "text/plain",
                    "content", "Where is my order? It should have come on Monday."));
        }

        @Override
        Optional<String> countOfMade() {
            return Optional.of("""
                    select sum(next_sequence) from chat_session
                    where id in (select bench.chat_id(n) from generate_series(0, %d) n)
                    """.formatted(Chats.SENDING.size() - 1));
        }

        @Override
        boolean isAnnounced() {
            return true;
        }

        @Override
        boolean isBatched() {
            return true;
        }
    },

    /** Without a ClientToken the service makes one for each request, so one request starts any number of chats. */
    START_CHAT_CONTACT("StartChatContact", "start.sql", 0.80) {
        @Override
        List<Request> requests(Subject subject) {
            return List.of(subject.service().sign("PUT", "/contact/chat", """
                    {
                      "InstanceId": "%s",
                      "ContactFlowId": "%s",
                      "ParticipantDetails": {"DisplayName": "Ada"},
                      "InitialMessage": {
                        "ContentType": "text/plain", "Content": "Hello, I have a question about my order."
                      },
                      "Attributes": {"tier": "gold", "locale": "de-DE"}
                    }""".formatted(subject.service().instance(), subject.service().flow()).replace("\n", "")));
        }

        @Override
        Map<String, ?> variables(Subject subject) {
            var variables = withIds(Map.of(
                    "attributes", "{\"tier\":\"gold\",\"locale\":\"de-DE\"}",
                    "segment_attributes", "{}",
                    "content_types", "{text/plain}",
                    "exit_with_customer", "{}",
                    "next_sequence", 2,
                    "display_name", "Ada",
                    "message_type", "text/plain",
                    "message", "Hello, I have a question about my order."));
            variables.put("instance", subject.service().instance());
            variables.put("flow", subject.service().flow());
            variables.put("active_chats", Service.ACTIVE_CHATS);
            return variables;
        }

        @Override
        Optional<String> countOfMade() {
            return Optional.of("select sum(taken) from chat_slot");
        }
    };

    private final String title;
    private final Optional<String> script;
    private final double aim;
    private final Function<Chats, List<Request>> pages;

    /** An operation that is only compared with itself. */
    Operation(String title, Function<Chats, List<Request>> pages) {
        this(title, null, 0, pages);
    }

    /** An operation that is compared with pgbench. */
    Operation(String title, String script, double aim) {
        this(title, script, aim, _ -> List.of());
    }

    Operation(String title, String script, double aim, Function<Chats, List<Request>> pages) {
        this.title = title;
        this.script = Optional.ofNullable(script);
        this.aim = aim;
        this.pages = pages;
    }

    /** Returns the name in reports. */
    String title() {
        return title;
    }

    /** Returns the script for pgbench, or nothing if only the service is measured. */
    Optional<String> script() {
        return script;
    }

    /** Returns the lowest share of pgbench's rate that the service should reach. */
    double aim() {
        return aim;
    }

    /** Returns the requests that wrk picks from, signed now. */
    List<Request> requests(Subject subject) {
        return subject.chats().pages(this, pages);
    }

    /** Returns the variables of the script. */
    Map<String, ?> variables(Subject subject) {
        return Map.of();
    }

    /** Returns a query that counts what the operation makes, or nothing if it only reads. */
    Optional<String> countOfMade() {
        return Optional.empty();
    }

    /** Returns whether the service notifies other nodes. */
    boolean isAnnounced() {
        return false;
    }

    /** Returns whether the service executes requests that come together in one transaction, as pgbench does not. */
    boolean isBatched() {
        return false;
    }

    /** Returns the number of connections of wrk and pgbench. */
    int connections(Options options) {
        return options.connections();
    }

    private static List<Request> searches(Subject subject, IntFunction<String> words) {
        var path = "/admin/v1/instances/%s/search-transcripts".formatted(subject.service().instance());
        return IntStream.range(0, 400)
                .mapToObj(n -> subject.service()
                        .sign("POST", path, "{\"Query\": \"%s\"}".formatted(words.apply(n))))
                .toList();
    }

    /** The word of a rank, as text.sql writes it. */
    private static String word(int rank) {
        return Integer.toString(rank)
                .chars()
                .mapToObj(digit -> String.valueOf("bcdfghjklm".charAt(digit - '0')))
                .collect(Collectors.joining());
    }

    /** Adds what bench.uuid needs. Each session of pgbench begins at this time and adds a millisecond a transaction. */
    private static Map<String, Object> withIds(Map<String, ?> variables) {
        var all = new HashMap<String, Object>(variables);
        all.putAll(Map.of(
                "first_ms", System.currentTimeMillis(),
                "n", 0,
                "tail_min", 0x100000000000000L,
                "tail_max", 0xFFFFFFFFFFFFFFFL));
        return all;
    }
}
