package io.sockee.proxy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An IPv4 or IPv6 address. An IPv4 address that was written as an IPv6 one ({@code ::ffff:192.0.2.1}) is IPv4. */
public final class IpAddress {
    private static final int MAX_LENGTH = 64;
    private static final int GROUPS = 8;

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads an address, never a name. A zone ({@code fe80::1%eth0}) is left out. */
    public static Optional<IpAddress> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes = text.indexOf(':') < 0 ? quad(text) : withoutMapping(sixteen(withoutZone(text)));
        return Optional.ofNullable(bytes).map(IpAddress::new);
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** Four decimal numbers below 256 with dots between them, without zeros before them. By hand: each request asks for it. */
    private static byte @Nullable [] quad(String text) {
        byte[] bytes = new byte[4];
        int part = 0;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) != '.') {
                continue;
            }
            int value = part < bytes.length ? decimal(text, begin, i) : -1;
            if (value < 0) {
                return null;
            }
            bytes[part++] = (byte) value;
            begin = i + 1;
        }
        return part == bytes.length ? bytes : null;
    }

    private static int decimal(String text, int begin, int end) {
        int digits = end - begin;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(begin) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = begin; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value < 256 ? value : -1;
    }

    private static byte @Nullable [] sixteen(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text, true);
            return all != null && all.length == 2 * GROUPS ? all : null;
        }
        byte[] before = groups(text.substring(0, gap), false);
        byte[] after = groups(text.substring(gap + 2), true);
        // The gap (::) stands for at least one group.
        if (before == null || after == null || before.length + after.length > 2 * (GROUPS - 1)) {
            return null;
        }
        byte[] all = Arrays.copyOf(before, 2 * GROUPS);
        System.arraycopy(after, 0, all, all.length - after.length, after.length);
        return all;
    }

    private static byte @Nullable [] groups(String text, boolean mayEndWithQuad) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] groups = text.split(":", -1);
        if (groups.length > GROUPS) {
            return null;
        }
        byte[] bytes = new byte[2 * groups.length + 2];
        int length = 0;
        for (int i = 0; i < groups.length; i++) {
            int group = hexadecimal(groups[i]);
            if (group >= 0) {
                bytes[length++] = (byte) (group >> 8);
                bytes[length++] = (byte) group;
                continue;
            }
            byte[] quad = mayEndWithQuad && i == groups.length - 1 ? quad(groups[i]) : null;
            if (quad == null) {
                return null;
            }
            System.arraycopy(quad, 0, bytes, length, quad.length);
            length += quad.length;
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int hexadecimal(String text) {
        if (text.isEmpty() || text.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!HexFormat.isHexDigit(c)) {
                return -1;
            }
            value = 16 * value + HexFormat.fromHexDigit(c);
        }
        return value;
    }

    private static byte @Nullable [] withoutMapping(byte @Nullable [] bytes) {
        if (bytes == null || bytes[10] != -1 || bytes[11] != -1) {
            return bytes;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return bytes;
            }
        }
        return Arrays.copyOfRange(bytes, 12, 16);
    }

    /** How many bits it has: 32 or 128. */
    int bits() {
        return 8 * bytes.length;
    }

    /** Whether another address is of the same kind and begins with the same bits. */
    boolean sharesPrefix(IpAddress other, int length) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        int whole = length / 8;
        if (!Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)) {
            return false;
        }
        int rest = length % 8;
        return rest == 0 || (bytes[whole] ^ other.bytes[whole]) >> (8 - rest) == 0;
    }

    /** The network of one customer, for limits: an IPv4 address, or the first half of an IPv6 address. */
    String customer() {
        return bytes.length == 4 ? toString() : new IpAddress(Arrays.copyOf(Arrays.copyOf(bytes, 8), 16)) + "/64";
    }

    /** Whether a text is an address of the machine itself. */
    public static boolean isLoopback(String text) {
        return parse(text).filter(IpAddress::isLoopback).isPresent();
    }

    private boolean isLoopback() {
        return bytes.length == 4 ? bytes[0] == 127 : toString().equals("::1");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The one way to write it (RFC 5952), so that texts can be compared. */
    @Override
    public String toString() {
        if (bytes.length == 4) {
            return (bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + "." + (bytes[3] & 255);
        }
        int gap = -1;
        int gapLength = 1; // a single group of zeros is written out
        for (int i = 0; i < GROUPS; i++) {
            int length = 0;
            while (i + length < GROUPS && group(i + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        return ((bytes[2 * index] & 255) << 8) | (bytes[2 * index + 1] & 255);
    }
}
