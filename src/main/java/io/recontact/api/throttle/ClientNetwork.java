package io.recontact.api.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The part of an address that identifies a client. */
public final class ClientNetwork {

    private ClientNetwork() {}

    /** Returns the address; for IPv6 its network of 64 bits, which one client has all of. */
    public static String of(String address) {
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException _) {
            // A proxy has named something else, which is as good.
            return address;
        }
    }
}
