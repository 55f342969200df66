import module java.base;

/** Runs other programs. */
final class Processes {

    private static final int STOP_SECONDS = 30;

    private Processes() {}

    /** Returns what a program prints; it must end with success. */
    static String output(Map<String, String> environment, Object... command) {
        return finish(command[0].toString(), start(environment, command));
    }

    static Process start(Map<String, String> environment, Object... command) {
        var builder = new ProcessBuilder(words(command)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return start(builder);
    }

    /** Starts a server with a log, in a session of its own: Ctrl-C is for the benchmark, which stops the servers. */
    static Process startServer(Map<String, String> environment, Path log, Object... command) {
        var words = words(command);
        words.addFirst("setsid");
        var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return start(builder.directory(log.getParent().toFile()));
    }

    /** Returns what a program has printed when it has ended with success. */
    static String finish(String name, Process process) {
        try (var output = process.getInputStream()) {
            var printed = new String(output.readAllBytes());
            if (process.waitFor() != 0) {
                throw new Failure("%s failed:%n%s", name, printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts
        }
    }

    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts
        }
    }

    static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts
        }
    }

    private static List<String> words(Object... command) {
        var words = new ArrayList<String>();
        for (var word : command) {
            if (word instanceof List<?> several) {
                several.forEach(each -> words.add(each.toString()));
            } else {
                words.add(word.toString());
            }
        }
        return words;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
