package io.sockee.push;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses of the public internet from those of private networks and of this machine. */
final class PublicAddresses {
    private PublicAddresses() {}

    /**
     * Whether all addresses of a host are public. Blocks while the name is looked up. The connection that follows looks it up
     * again, and finds the same addresses, since Java caches them for some seconds.
     */
    static boolean areAllOf(String host) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(withoutBrackets(host))) {
            if (!isPublic(address)) {
                return false;
            }
        }
        return true;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static boolean isPublic(InetAddress address) {
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isReserved(address.getAddress()));
    }

    private static boolean isReserved(byte[] bytes) {
        int first = bytes[0] & 255;
        int second = bytes[1] & 255;
        if (bytes.length == 4) {
            boolean shared = first == 100 && second >= 64 && second < 128; // RFC 6598
            boolean benchmarks = first == 198 && (second == 18 || second == 19); // RFC 2544
            return first == 0 || shared || benchmarks || first >= 240;
        }
        boolean unique = (first & 0xFE) == 0xFC; // RFC 4193
        boolean translated = first == 0 && second == 0x64; // 64:ff9b::/96 and its kin, which lead to IPv4
        boolean sixToFour = first == 0x20 && second == 0x02;
        return unique || translated || sixToFour;
    }
}
