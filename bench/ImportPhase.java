import module java.base;

/**
 * The import of the contacts of a database, and of their transcripts.
 *
 * @param contactSeconds what the import of the contacts took, without the start of its process
 * @param itemSeconds what the import of the transcripts took
 * @param indexSeconds how long after the import the search knew all words
 * @param megabytes the most memory that a process of the import held
 */
record ImportPhase(
        int contacts, long items, double contactSeconds, double itemSeconds, double indexSeconds, double megabytes) {

    /** The words of the language. The n-th one is said about a n-th as often as the first one. */
    private static final int VOCABULARY = 20_000;

    private static final int WORDS_OF_A_MESSAGE = 12;
    /** More lines than pipes and buffers hold, so the process has begun to import when they are written. */
    private static final int LINES_OF_THE_START = 2_000;

    private static final int QUEUES = 20;
    private static final int AGENTS = 1_000;

    /** The lines of a kind, by the number of their contact. */
    private interface Lines {
        void write(int contact, StringBuilder line);
    }

    private record Imported(double seconds, double megabytes) {}

    /** Imports contacts with the ids and times of {@code fill.sql}, each with a transcript of some items. */
    static ImportPhase measure(Run run, Checkout checkout, String database, int contacts, int items) {
        var times = run.server()
                .rows(database, "select extract(epoch from bench.began_at(n)) * 1000 from generate_series(0, 1) n");
        var history = new History(number(times.getFirst()), number(times.getLast()) - number(times.getFirst()), items);
        RunLog.say("%,d contacts: import them", contacts);
        var ofContacts = feed(run, checkout, database, contacts, history::contact);
        RunLog.say("%,d contacts: import %,d transcript items", contacts, (long) contacts * items);
        var ofTranscripts = feed(run, checkout, database, contacts, history::transcript);
        RunLog.say("%,d contacts: wait for the words of their messages", contacts);
        double indexed;
        try (var service = Service.start(run, checkout.jar(), database)) {
            var start = System.nanoTime();
            while (!run.server()
                    .rows(database, "select from contact_text_due limit 1")
                    .isEmpty()) {
                Processes.sleep(500);
            }
            indexed = seconds(start);
        }
        run.server().rows(database, "vacuum analyze");
        return new ImportPhase(
                contacts,
                (long) contacts * items,
                ofContacts.seconds(),
                ofTranscripts.seconds(),
                indexed,
                Math.max(ofContacts.megabytes(), ofTranscripts.megabytes()));
    }

    private static long number(List<String> row) {
        return (long) Double.parseDouble(row.getFirst());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static Imported feed(Run run, Checkout checkout, String database, int contacts, Lines lines) {
        var process = Service.startImport(run, checkout.jar(), database);
        var start = System.nanoTime();
        double megabytes;
        try (var input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            var line = new StringBuilder();
            for (int n = 0; n < contacts; n++) {
                if (n == LINES_OF_THE_START) {
                    start = System.nanoTime();
                }
                lines.write(n, line);
                input.append(line).append('\n');
                line.setLength(0);
            }
            input.flush();
            megabytes = peak(process.pid());
        } catch (IOException e) {
            throw new Failure("The import does not read its input: %s", Processes.finish("import", process));
        }
        var report = Processes.finish("import", process);
        if (!report.matches("(?s).*refused +0 .*")) {
            throw new Failure("The import has refused lines:%n%s", report);
        }
        return new Imported(seconds(start), megabytes);
    }

    private static double peak(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1e3)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /** The contacts and transcripts, in the forms of Amazon Connect. */
    private record History(long firstMs, long stepMs, int items) {

        void contact(int n, StringBuilder line) {
            var began = began(n);
            var id = id(n);
            line.append("{\"Contact\":{\"Id\":\"").append(id);
            line.append("\",\"InitiationMethod\":\"API\",\"Channel\":\"CHAT\",\"CustomerId\":\"customer-").append(n);
            line.append("\",\"QueueInfo\":{\"Id\":\"00000000-0000-7000-8000-000000000").append(100 + n % QUEUES);
            time(line.append('"'), "EnqueueTimestamp", began + 1_000);
            line.append("},\"AgentInfo\":{\"Id\":\"00000000-0000-7000-8000-00000000").append(1000 + n % AGENTS);
            time(line.append('"'), "ConnectedToAgentTimestamp", began + 20_000);
            line.append('}');
            time(line, "InitiationTimestamp", began);
            time(line, "ConnectedToSystemTimestamp", began + 1_000);
            time(line, "DisconnectTimestamp", began + 600_000);
            time(line, "LastUpdateTimestamp", began + 600_000);
            line.append(",\"DisconnectReason\":\"CUSTOMER_DISCONNECT\"");
            line.append(",\"Attributes\":{\"tier\":\"gold\",\"locale\":\"de-DE\"}}}");
        }

        /** Messages of customer and agent in turn, then the end of the chat. */
        void transcript(int n, StringBuilder line) {
            var began = began(n);
            line.append("{\"Version\":\"2019-08-26\",\"ContactId\":\"").append(id(n));
            line.append("\",\"Transcript\":[");
            for (int i = 1; i < items; i++) {
                item(line, began + 1_000 + 30_000L * i, "MESSAGE", "text/plain");
                var isCustomers = i % 2 == 1;
                line.append(",\"ParticipantId\":\"").append(isCustomers ? id(n) : uuid(began, 0x110000000000000L));
                line.append("\",\"ParticipantRole\":\"").append(isCustomers ? "CUSTOMER" : "AGENT");
                line.append("\",\"DisplayName\":\"").append(isCustomers ? "Ada" : "Grace");
                line.append("\",\"Content\":\"");
                for (int word = 0; word < WORDS_OF_A_MESSAGE; word++) {
                    line.append(word == 0 ? "" : " ").append(word());
                }
                line.append("\"},");
            }
            item(line, began + 600_000, "EVENT", "application/vnd.amazonaws.connect.event.chat.ended");
            line.append("}]}");
        }

        private long began(int n) {
            return firstMs + n * stepMs;
        }

        /** The id that bench.contact_id gives. */
        private String id(int n) {
            return uuid(began(n), 0x100000000000000L);
        }

        private static String uuid(long ms, long tail) {
            var digits = "0%s70008%s".formatted(Long.toHexString(ms), Long.toHexString(tail));
            return "%s-%s-%s-%s-%s".formatted(digits.substring(0, 8), digits.substring(8, 12), digits.substring(12, 16),
                    digits.substring(16, 20), digits.substring(20));
        }

        private static void item(StringBuilder line, long at, String type, String contentType) {
            line.append("{\"AbsoluteTime\":\"").append(Instant.ofEpochMilli(at));
            line.append("\",\"Id\":\"").append(randomId());
            line.append("\",\"Type\":\"").append(type);
            line.append("\",\"ContentType\":\"").append(contentType).append('"');
        }

        /** As {@link UUID#randomUUID()}, which would take longer than the import. */
        private static UUID randomId() {
            var random = ThreadLocalRandom.current();
            return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
        }

        private static void time(StringBuilder line, String name, long ms) {
            line.append(",\"").append(name).append("\":").append(ms / 1000).append('.');
            line.append("%03d".formatted(ms % 1000));
        }

        private static String word() {
            var rank = (int) Math.rint(Math.exp(ThreadLocalRandom.current().nextDouble() * Math.log(VOCABULARY)));
            var word = new StringBuilder();
            Integer.toString(rank).chars().forEach(digit -> word.append("bcdfghjklm".charAt(digit - '0')));
            return word.toString();
        }
    }
}
