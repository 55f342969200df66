package io.recontact.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of this machine and of nodes in network namespaces of their own, so that a node can be cut from one server:
 * the kernel then drops all packets between the two, as a broken cable does. Needs Linux, root, ip, ss and iptables.
 * Its names and addresses are fixed, so a machine can have one at a time.
 */
final class ClusterNetwork implements AutoCloseable {

    private static final String BRIDGE = "recontact0";
    private static final String PREFIX = "10.77.0.";

    private final List<Member> members = new ArrayList<>();

    ClusterNetwork() {
        remove();
        run("ip", "link", "add", BRIDGE, "type", "bridge");
        run("ip", "address", "add", host() + "/24", "dev", BRIDGE);
        run("ip", "link", "set", BRIDGE, "up");
    }

    /** The address of this machine in the network. */
    static String host() {
        return PREFIX + "1";
    }

    /** The network, in CIDR notation. */
    static String range() {
        return PREFIX + "0/24";
    }

    /** Adds a namespace. */
    Member add() {
        var number = members.size() + 10;
        var member = new Member("recontact" + number, PREFIX + number);
        run("ip", "netns", "add", member.namespace);
        members.add(member);
        run("ip", "link", "add", member.namespace, "type", "veth", "peer", "name", "eth0", "netns", member.namespace);
        run("ip", "link", "set", member.namespace, "master", BRIDGE, "up");
        run("ip", "-n", member.namespace, "address", "add", member.address + "/24", "dev", "eth0");
        run("ip", "-n", member.namespace, "link", "set", "eth0", "up");
        run("ip", "-n", member.namespace, "link", "set", "lo", "up");
        return member;
    }

    /** A namespace with one address. */
    record Member(String namespace, String address) {

        /** Drops all packets to and from a port of this machine. */
        void cut(int port) {
            change("-A", port);
        }

        /** Lets the packets through again. */
        void heal(int port) {
            change("-D", port);
        }

        /** This machine forgets the connections of a port, as if it had lost its power. Packets about it are lost. */
        void forget(int port) {
            run("ss", "--kill", "--tcp", "dst", address, "sport", "=", ":" + port);
        }

        private void change(String command, int port) {
            filter(command, "OUTPUT", "--dport", port);
            filter(command, "INPUT", "--sport", port);
        }

        private void filter(String command, String chain, String end, int port) {
            run(
                    "ip",
                    "netns",
                    "exec",
                    namespace,
                    "iptables",
                    "-w",
                    command,
                    chain,
                    "-p",
                    "tcp",
                    end,
                    "" + port,
                    "-j",
                    "DROP");
        }
    }

    private static void run(String... command) {
        var output = tryToRun(command);
        if (!output.isEmpty()) {
            throw new IllegalStateException("%s: %s".formatted(String.join(" ", command), output));
        }
    }

    /** Returns what went wrong, or an empty text. */
    private static String tryToRun(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no end after 10 s";
            }
            return process.exitValue() == 0 ? "" : "exit code %d: %s".formatted(process.exitValue(), output);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes also what a killed run has left. */
    private static void remove() {
        for (int number = 10; number < 20; number++) {
            tryToRun("ip", "netns", "delete", "recontact" + number);
        }
        tryToRun("ip", "link", "delete", BRIDGE);
    }

    @Override
    public void close() {
        remove();
    }
}
